import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { carEntity, olderCarActions, olderCarEntity } from "../../src/model/car-entity.ts";
import type { Entity, Field } from "../../src/model/entity.ts";
import { actions, eventCells } from "../../src/model/event.ts";
import { eventEntity } from "../../src/model/event-entity.ts";
import { logonEventCells, logonSessionCells, logonTypes } from "../../src/model/logon.ts";
import { logonEventEntity } from "../../src/model/logon-event-entity.ts";
import { logonHistoryEntity, logonSessionEntity } from "../../src/model/logon-session-entity.ts";
import { ossemEntity } from "../../src/model/ossem-entity.ts";
import { loginTypes, sessionCells } from "../../src/model/session.ts";
import { historyEntity, sessionEntity } from "../../src/model/session-entity.ts";
import { describe } from "../kit/suite.ts";

/** The entities of one measurement, on Unix and on Windows. */
const pairs: readonly (readonly [Entity, Entity])[] = [
  [eventEntity, logonEventEntity],
  [historyEntity, logonHistoryEntity],
  [sessionEntity, logonSessionEntity],
];

const cellTables: readonly (readonly [string, Readonly<Record<string, number>>, Readonly<Record<string, number>>])[] = [
  ["sessions", logonSessionCells, sessionCells],
  ["events", logonEventCells, eventCells],
];

/** What a server sees of a field: its type. */
function typeOf({ kind }: Field): string {
  if (kind === "integer" || kind === "time") return "integer";
  return kind === "boolean" ? "boolean" : "string";
}

describe("rows of Windows", (test) => {
  for (const [what, windows, unix] of cellTables) {
    test(`${what} share the cells of their common fields with those of Unix`, () => {
      const common = Object.keys(windows).filter((name) => name in unix);
      assert.ok(common.length > 15, common.join(" "));
      for (const name of common) assert.is(windows[name], unix[name], name);
    });

    test(`no two fields of ${what} share a cell, and all are inside the row`, () => {
      const cells = Object.values(windows);
      assert.is(new Set(cells).size, cells.length);
      const source = readFileSync(new URL("../../assembly/memory.ts", import.meta.url), "utf8");
      const width = Number(/ROW_CELLS: i32 = (\d+)/.exec(source)?.[1]);
      assert.ok(Math.max(...cells) < width, `${width} cells`);
    });
  }

  for (const [unix, windows] of pairs) {
    test(`no field of ${unix.measurement} is of another type on Windows, and no tag is a field there`, () => {
      assert.is(windows.measurement, unix.measurement);
      const types = new Map(unix.fields.map((field) => [field.name, typeOf(field)]));
      for (const field of windows.fields) {
        const known = types.get(field.name);
        if (known !== undefined) assert.is(typeOf(field), known, field.name);
      }
      const tags = new Set([...unix.tags, ...windows.tags].map(({ key }) => key));
      for (const { key } of [...unix.lineFields, ...windows.lineFields]) assert.not.ok(tags.has(key), key);
    });

    test(`the tags of ${unix.measurement} on Windows are in the order of their keys`, () => {
      const keys = windows.tags.map(({ key }) => key);
      assert.equal(keys, [...keys].sort());
    });
  }

  test("logon types have the numbers that Windows gives them", () => {
    assert.is(logonTypes[2], "Interactive");
    assert.is(logonTypes[10], "RemoteInteractive");
    assert.is(logonTypes[13], "CachedUnlock");
    assert.is(logonTypes[1], "");
  });
});

//  The attributes as the document of the logon entity lists them.
const ossem =
  `logon_authentication_lan_package_name logon_authentication_package_name logon_device_claims logon_elevated_token
  logon_guid logon_id logon_impersonation_level logon_key_length logon_process_name logon_restricted_admin_mode
  logon_transmitted_services logon_type logon_user_claims logon_user_linked_id logon_virtual_account`.split(/\s+/);

describe("views of Windows events", (test) => {
  test("the OSSEM logon entity has its fifteen attributes", () => {
    const names = ossemEntity.fields.map(({ name }) => name).filter((name) => name.startsWith("logon_"));
    assert.equal([...names].sort(), ossem);
    assert.is(ossem.length, 15);
  });

  test("CAR objects have the fields of CAR, its two forms each their own id", () => {
    const namesOf = ({ fields }: Entity): string[] => fields.map(({ name }) => name).sort();
    const common = ["action", "hostname", "src_ip", "src_port", "time", "user"];
    const newer = [...common, "login_id", "login_successful", "login_type", "uid"].sort();
    assert.equal(namesOf(carEntity("windows")), newer);
    assert.equal(namesOf(olderCarEntity("windows")), [...common, "logon_id"].sort());
    for (const entity of [carEntity("unix"), olderCarEntity("unix")]) assert.is(entity.computer, "hostname");
  });

  test("the actions of the older CAR form stand behind ours, so that both have one number", () => {
    assert.equal(olderCarActions.slice(0, actions.length), [...actions]);
    assert.equal(olderCarActions.slice(actions.length), [...loginTypes]);
  });
});
