import * as assert from "uvu/assert";
import { ossemCells } from "../../../src/windows/stories/ossem.ts";
import { describe } from "../../kit/suite.ts";
import { eventsOf } from "./story.ts";

function cellsOf(line: string): ReturnType<typeof ossemCells> {
  const [event] = eventsOf(line);
  return event === undefined ? undefined : ossemCells(event);
}

describe("the OSSEM logon entity", (test) => {
  test("has the attributes of a 4624, codes as words, the type as a number", () => {
    const cells = cellsOf(
      String.raw`08:00:00 4624 user=CORP\anna type=10 id=0x512D1 linked=0x513da elevated=yes v=3 lm="NTLM V2" guid={6F1E3C0A-0B2D-4E55-9A70-1C2D3E4F5A6B}`,
    );
    assert.equal(cells, {
      time: 1_772_352_000_000_000n,
      host: "pc7.corp.example",
      event_id: 4624,
      record_id: 1001n,
      logon_id: "0x512d1",
      logon_type: 10,
      linked_logon_id: "0x513da",
      logon_guid: "{6F1E3C0A-0B2D-4E55-9A70-1C2D3E4F5A6B}",
      logon_process_name: "User32",
      logon_authentication_package_name: "Negotiate",
      logon_authentication_lan_package_name: "NTLM V2",
      logon_key_length: 128,
      logon_impersonation_level: "Impersonation",
      logon_restricted_admin_mode: "No",
      logon_virtual_account: "No",
      logon_elevated_token: "Yes",
    });
  });

  test("leaves out what an event says to be none: dashes, zero ids, the GUID of zeros", () => {
    const cells = cellsOf(String.raw`08:00:00 4624 user=CORP\anna type=3 id=0x0 v=0`);
    assert.equal(Object.keys(cells ?? {}), [
      "time",
      "host",
      "event_id",
      "record_id",
      "logon_type",
      "logon_process_name",
      "logon_authentication_package_name",
      "logon_key_length",
    ]);
  });

  test("takes the id from where each event has it, and never the subject's of a failed logon", () => {
    const ids = [
      "4634 id=0x11",
      "4647 id=0x12",
      "4672 id=0x13",
      "4778 id=0x14",
      "4779 id=0x15",
      "4800 id=0x16",
      "4964 id=0x17",
      "4625 type=3",
    ].map((event) => cellsOf(`08:00:00 ${event} user=CORP\\anna`)?.logon_id);
    assert.equal(ids, ["0x11", "0x12", "0x13", "0x14", "0x15", "0x16", "0x17", undefined]);
  });

  test("has the claims of 4626", () => {
    assert.is(cellsOf("08:00:00 4626 user=CORP\\anna id=0x1 claims=ad://ext/a:b")?.logon_user_claims, "ad://ext/a:b");
  });

  test("is nothing for events of other logs, and for those without any attribute", () => {
    assert.is(cellsOf("08:00:00 4608"), undefined);
    assert.is(cellsOf("08:00:00 lsm21 user=CORP\\anna"), undefined);
    assert.is(cellsOf("08:00:00 1102 user=CORP\\anna id=0x1"), undefined);
  });
});
