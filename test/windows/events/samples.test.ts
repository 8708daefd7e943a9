import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead } from "./event-writer.ts";
import { readAll, skipped } from "./reading.ts";
import { sampleEvents, samples } from "./samples.ts";

const folder = fileURLToPath(new URL("../../../fixtures/windows/events/", import.meta.url));

if (process.env.UPDATE === "1") {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(samples)) writeFileSync(`${folder}${name}`, bytes);
}

describe("the sample files of events", (test) => {
  test("are those that their writer makes", () => {
    assert.equal(readdirSync(folder).toSorted(), Object.keys(samples).toSorted());
    for (const [name, bytes] of Object.entries(samples))
      assert.ok(readFileSync(`${folder}${name}`).equals(bytes), name);
  });

  for (const name of Object.keys(samples)) {
    test(`hold the same three events: ${name}`, async () => {
      const { events, fails, notices } = await readAll([`${folder}${name}`]);
      assert.equal(events, sampleEvents.map(asRead));
      assert.equal([fails, notices], [[], []]);
    });
  }

  test("are read without a word unless they are damaged", async () => {
    for (const name of Object.keys(samples)) {
      const { skips } = await readAll([`${folder}${name}`]);
      assert.equal(skips.length > 0, name === "damaged.xml", name);
    }
    assert.equal(skipped(await readAll([`${folder}damaged.xml`])), [
      "0-2: no event",
      "854-1455: a declaration inside an event",
      "1455-1485: a document type declaration, of which nothing is used",
      "2337-2341: no event",
    ]);
  });

  test("are one log together", async () => {
    const { events, tally } = await readAll(Object.keys(samples).map((name) => `${folder}${name}`));
    assert.equal(events, sampleEvents.map(asRead));
    assert.is(tally.repeated, 3 * (Object.keys(samples).length - 1));
  });
});
