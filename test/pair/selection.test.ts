import * as assert from "uvu/assert";
import type { SelectionOptions } from "../../src/select/index.ts";
import { describe } from "../kit/suite.ts";
import { type File, objectsOf, read } from "./read.ts";
import { wtmpOf } from "./story.ts";

const files: readonly File[] = [
  [
    "wtmp",
    wtmpOf(`
      08:00:00 boot 6.1.0
      08:10:00 login alice pts/0 #100 @192.0.2.1 addr=192.0.2.1
      08:20:00 login bob pts/1 #101 @host.example.org addr=2001:db8::7
      08:30:00 logout pts/0 #100
      08:40:00 login carol pts/0 #102
      08:50:00 login dave tty1 #103
      09:00:00 login erin tty1 #104
      09:10:00 logout pts/9 #900`),
  ],
];

async function sessions(selection: SelectionOptions): Promise<string> {
  const rows = objectsOf(await read("sessions", files, { selection }));
  return rows.map(({ username }) => username).join(" ");
}

async function events(selection: SelectionOptions): Promise<string> {
  const rows = objectsOf(await read("events", files, { selection }));
  return rows.map(({ action, username = "", line = "" }) => `${action} ${username || line}`.trim()).join(", ");
}

const at = (time: string): string => `2026-03-01T${time}:00Z`;

//  alice 08:10 to 08:30, bob and carol open, dave 08:50 until before 09:00, erin open.
const windows: readonly (readonly [name: string, selection: SelectionOptions, expected: string])[] = [
  ["one that ended before --since is left out", { since: at("08:31") }, "dave bob carol erin"],
  ["one that ended at --since stays", { since: at("08:30") }, "alice dave bob carol erin"],
  ["one that began after --until is left out", { until: "2026-03-01T08:19:59Z" }, "alice"],
  ["one that began at --until stays", { until: at("08:20") }, "alice bob"],
  ["one that was open all the time stays", { since: at("08:15"), until: at("08:16") }, "alice"],
  ["one without an end may be open for ever", { since: "2030-01-01T00:00Z" }, "bob carol erin"],
  [
    "one that ended before a newer login may have been open until then",
    { since: at("08:59"), until: at("08:59") },
    "dave bob carol",
  ],
];

describe("sessions are chosen when they are whole", (test) => {
  for (const [name, selection, expected] of windows) {
    test(name, async () => assert.is(await sessions(selection), expected));
  }

  test("a user's session has its logout, though the record of the logout names no user", async () => {
    const [alice, ...others] = objectsOf(await read("sessions", files, { selection: { user: ["alice"] } }));
    assert.equal(others, []);
    assert.is(alice?.logout_time, "2026-03-01T08:30:00.000000Z");
  });

  test("the login before a window still ends with it: no session seems open that is not", async () => {
    assert.is(await sessions({ since: at("08:25"), until: at("08:27"), line: ["pts/0"] }), "alice");
    const [alice] = objectsOf(await read("sessions", files, { selection: { until: at("08:25"), line: ["pts/0"] } }));
    assert.is(alice?.ended_by, "logout");
  });

  test("by user, host, network and terminal", async () => {
    assert.is(await sessions({ user: ["!a*", "!bob"] }), "dave carol erin");
    assert.is(await sessions({ from: ["192.0.2.0/24"] }), "alice");
    assert.is(await sessions({ from: ["2001:db8::/32"] }), "bob");
    assert.is(await sessions({ from: ["*.example.org"] }), "bob");
    assert.is(await sessions({ line: ["tty*"] }), "dave erin");
  });

  test("events are chosen by their own moment", async () => {
    assert.is(await events({ since: at("08:30"), until: at("08:50") }), "logout alice, login carol, login dave");
    assert.is(await events({ user: ["alice"] }), "login alice, logout alice");
    assert.is(await events({ line: ["pts/9"] }), "logout pts/9");
    assert.is(await events({ until: at("08:00") }), "boot");
  });

  test("what is left out by a selection changes no number that tells points apart", async () => {
    const crowd: readonly File[] = [
      [
        "wtmp",
        wtmpOf(`
          08:00:00 login alice ssh #100 @192.0.2.1
          08:00:00 login alice ssh #101 @192.0.2.2
          08:00:00 login alice ssh #102 @192.0.2.3
          08:10:00 logout ssh #101`),
      ],
    ];
    for (const shape of ["sessions", "events"] as const) {
      const { text: all } = await read(shape, crowd, { format: "line-protocol" });
      const { text: some } = await read(shape, crowd, { format: "line-protocol", selection: { from: ["192.0.2.3"] } });
      assert.is(
        some,
        all
          .split("\n")
          .find((line) => line.includes("192.0.2.3"))
          ?.concat("\n"),
      );
    }
  });

  test("--host names the computer in every row: a tag of points, the first field of objects", async () => {
    for (const shape of ["sessions", "events"] as const) {
      const rows = objectsOf(await read(shape, files, { computer: "copper, 1" }));
      assert.ok(rows.length > 0 && rows.every((row) => Object.keys(row)[0] === "host" && row.host === "copper, 1"));
      const { text } = await read(shape, files, { computer: "copper, 1", format: "line-protocol" });
      const lines = text.split("\n").slice(0, -1);
      assert.ok(lines.length === rows.length && lines.every((line) => line.includes(",host=copper\\,\\ 1")));
    }
    assert.ok(objectsOf(await read("events", files)).every((row) => !("host" in row)));
  });
});
