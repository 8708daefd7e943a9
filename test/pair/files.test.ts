import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { type File, objectsOf, read } from "./read.ts";
import { wtmpOf } from "./story.ts";

const fixture = (name: string): string => new URL(`../../fixtures/${name}`, import.meta.url).pathname;
const failures = wtmpOf(`
  08:00:00 login root ssh:notty #100 @192.0.2.9
  08:00:01 login admin ssh:notty #101 @192.0.2.9`);

async function actions(files: readonly File[]): Promise<string[]> {
  const events = objectsOf(await read("events", files));
  return events.map(({ action, login_successful, sources }) =>
    `${action} ${login_successful ?? ""} ${sources ?? ""}`.trim(),
  );
}

describe("what a file holds follows from its layout, its name, and else from its records", (test) => {
  const names: readonly (readonly [name: string, expected: string])[] = [
    ["btmp", "login false btmp"],
    ["btmp.1", "login false btmp"],
    ["btmp-20260101", "login false btmp"],
    ["evidence.bin", "login false"],
    ["wtmp", "login true wtmp"],
    ["utmp", "login true utmp"],
  ];
  for (const [name, expected] of names) {
    test(`records that look like failures, in a file called ${name}`, async () => {
      assert.equal(await actions([[name, failures]]), [expected, expected]);
    });
  }

  test("a boot or a logout among them makes them a history", async () => {
    for (const more of ["09:00:00 boot", "09:00:00 logout pts/0 #100", "09:00:00 shutdown"]) {
      const bytes = Buffer.concat([failures, wtmpOf(more)]);
      assert.is((await actions([["evidence.bin", bytes]]))[0], "login true");
    }
  });

  test("a getty alone is no failure", async () => {
    assert.equal(await actions([["evidence.bin", wtmpOf("08:00:00 getty tty1 #10\n 08:00:01 login bob tty1 #10")]]), [
      "login true",
    ]);
  });

  test("a failure that was held back is told as of its own log, and before what follows in another", async () => {
    const wtmp = wtmpOf("09:00:00 login alice pts/0 #100\n 09:10:00 logout pts/0 #100");
    const files: readonly File[] = [
      ["btmp", failures],
      ["wtmp", wtmp],
      ["btmp.1", failures],
      ["lastlog", fixture("linux/amd64.lastlog")],
    ];
    const expected = ["login false btmp", "login false btmp", "login true wtmp", "logout  wtmp"];
    assert.equal((await actions(files)).slice(0, 7), [
      ...expected,
      "login false btmp",
      "login false btmp",
      "login true lastlog",
    ]);
    assert.equal(
      (
        await actions([
          ["faillog", fixture("linux/amd64.faillog")],
          ["btmp", failures],
        ])
      ).slice(0, 3),
      [...["login false faillog", "login false faillog", "login false btmp"]],
    );
  });

  test("logs without sessions say so, once for each kind", async () => {
    const { text, notices } = await read("sessions", [
      ["btmp", failures],
      ["btmp.1", failures],
      ["lastlog", fixture("linux/amd64.lastlog")],
      ["faillog", fixture("linux/amd64.faillog")],
    ]);
    assert.is(text, "");
    assert.equal(
      notices.map((notice) => notice.replace(/^.*\//, "")),
      [
        "btmp and 1 more: no sessions but failed logins; `--as events` shows them",
        "amd64.lastlog: no sessions but last logins; `--as events` shows them",
        "amd64.faillog: no sessions but counts of failed logins; `--as events` shows them",
      ],
    );
  });

  test("a partial record at the end is told, and all before it is paired", async () => {
    const bytes = wtmpOf("08:00:00 login alice pts/0 #100\n 09:00:00 logout pts/0 #100\n 09:01:00 boot");
    const { text, notices } = await read("sessions", [["wtmp", bytes.subarray(0, 1000)]]);
    assert.match(text, /"ended_by":"logout"/);
    assert.equal(notices, ["768 to 1000: the file ends inside a record"]);
  });

  test("every account of lastlog and faillog is told by its uid", async () => {
    for (const [name, uids] of [
      ["lastlog", ["0", "5", "33"]],
      ["faillog", ["0", "5"]],
    ] as const) {
      const events = objectsOf(await read("events", [[name, fixture(`linux/amd64.${name}`)]]));
      assert.equal(
        events.map(({ uid }) => uid),
        uids,
      );
    }
  });
});
