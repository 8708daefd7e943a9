import * as assert from "uvu/assert";
import { WordReport } from "../../src/commands/word-report.ts";
import { WhofluxError } from "../../src/model/error.ts";
import { describe } from "../kit/suite.ts";

describe("words about the logs", (test) => {
  test("a log that cannot be read is a state, not told in every round; what happened to one is told", () => {
    const report = new WordReport();
    report.fail(new WhofluxError("E_SOURCE", "may not be read", { path: "/var/log/btmp", cure: "run as root" }));
    report.notice("/var/log/wtmp: emptied in place");
    assert.equal(report.take(), [
      { level: "W", about: "/var/log/btmp", text: "/var/log/btmp: may not be read; run as root" },
      { level: "I", text: "/var/log/wtmp: emptied in place" },
    ]);
    assert.equal(report.take(), []);
  });
});
