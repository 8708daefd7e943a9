import * as assert from "uvu/assert";
import { readSessions } from "../../src/index.ts";
import { recordEntity } from "../../src/model/record-entity.ts";
import { Pairing } from "../../src/wasm/pairing.ts";
import { RowWriter } from "../../src/wasm/row-writer.ts";
import { describe } from "../kit/suite.ts";
import { inBatches, many, ROOM } from "./many.ts";
import { core, wtmp } from "./paired.ts";
import { type File, objectsOf, read, withFiles } from "./read.ts";
import { wtmpOf } from "./story.ts";

const stillOpen = wtmpOf("08:00:00 login alice pts/0 #100\n 08:01:00 login bob pts/1 #101");
const another = wtmpOf(`
  09:00:00 boot
  09:01:00 login carol pts/0 #100
  09:02:00 logout pts/0 #100
  09:03:00 logout pts/1 #101`);

/** The logs of two computers. */
const two: readonly File[] = [
  ["web1-wtmp", stillOpen],
  ["web2-wtmp", another],
];

/** Who, and how it ended. */
function endings(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return rows.map(({ username, ended_by }) => `${username} ${ended_by ?? "open"}`);
}

describe("several logs in one reading", (test) => {
  test("nothing that one log tells ends a session of another", async () => {
    const expected = ["alice open", "bob open", "carol logout"];
    assert.equal(endings(objectsOf(await read("sessions", two))), expected);
    const library = await withFiles(two, async (paths) => {
      const found: { username?: string; ended_by?: string }[] = [];
      for await (const session of readSessions(paths)) found.push(session);
      return found;
    });
    assert.equal(endings(library), expected);
  });

  test("their events are those of each alone, one log behind the other", async () => {
    let apart = "";
    for (const file of two) apart += (await read("events", [file])).text;
    assert.is((await read("events", two)).text, apart);
  });

  test("a computer that was shut down says nothing about another", async () => {
    const down: File = ["web1-wtmp", wtmpOf("08:00:00 shutdown")];
    const events = objectsOf(await read("events", [down, ["web2-wtmp", wtmpOf("09:03:00 logout pts/1 #101")]]));
    assert.equal(
      events.map(({ action }) => action),
      ["shutdown", "logout"],
    );
  });

  test("rotated files are one log", async () => {
    const rotated: readonly File[] = [
      ["wtmp.1", stillOpen],
      ["wtmp", another],
    ];
    assert.equal(endings(objectsOf(await read("sessions", rotated))), ["alice crash", "bob crash", "carol logout"]);
  });

  test("what memory could not hold is counted over all of them", () => {
    const writer = new RowWriter(core, recordEntity.fields, "ROWS");
    const pairing = new Pairing(core, "sessions");
    for (const more of [3, 4]) {
      pairing.beginLog();
      pairing.beginFile(wtmp);
      for (const { records } of inBatches(many(ROOM + more))) {
        writer.clear();
        assert.ok(records.every((record, row) => writer.write(row, record)));
        pairing.take(records.length);
        while (pairing.next() > 0);
      }
    }
    assert.equal(pairing.lost(), ["7 sessions shown without an end: more were open at once than memory holds"]);
  });
});
