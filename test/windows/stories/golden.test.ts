import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { compareGolden } from "../../kit/golden.ts";
import { describe } from "../../kit/suite.ts";
import { readAll } from "../events/reading.ts";
import { rules } from "./rules.ts";
import { eventsOf } from "./story.ts";
import { xmlOf } from "./story-xml.ts";
import { tell, textOf } from "./telling.ts";

const folder = new URL("../../../fixtures/windows/stories/", import.meta.url);

describe("the rules of stories, each with a golden file: events, sessions, CAR objects, what was counted", (test) => {
  for (const [rule, story] of Object.entries(rules)) {
    test(rule.replaceAll("-", " "), async () => {
      const path = fileURLToPath(new URL(`${rule}.xml`, folder));
      const xml = xmlOf(story);
      if (process.env.UPDATE === "1") {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, xml);
      }
      assert.fixture(readFileSync(path, "utf8"), xml);
      const { events, skips, fails } = await readAll([path]);
      assert.equal([skips, fails], [[], []]);
      assert.equal(events.length, eventsOf(story).length);
      const told = tell(events, { shape: "events" });
      const sessions = tell(events, { shape: "sessions" });
      assert.equal(sessions.counts, told.counts, "both shapes count alike");
      compareGolden(
        `windows/stories/${rule}.jsonl`,
        [
          textOf("events", told.rows),
          textOf("sessions", sessions.rows),
          textOf("car", told.rows),
          `${JSON.stringify(told.counts)}\n`,
        ].join("\n"),
      );
    });
  }
});
