import * as assert from "uvu/assert";
import { diagnoseWindows } from "../../../src/doctor/windows/diagnose.ts";
import type { WindowsDiagnosis } from "../../../src/doctor/windows/diagnosis.ts";
import { windowsDiagnosisText } from "../../../src/doctor/windows/text.ts";
import { AskError } from "../../../src/windows/ask.ts";
import { channelNames, channelWords } from "../../../src/windows/stories/known.ts";
import { compareGolden } from "../../kit/golden.ts";
import { describe } from "../../kit/suite.ts";
import { AnsweringWindows, type Answers, type FakeLog } from "./answering-windows.ts";

const { security, system, lsm, rcm, rdpcorets } = channelNames;
const at = (second: number): string => `2026-03-01T08:00:${String(second).padStart(2, "0")}.1234567Z`;
const alice = {
  logons: [{ id: "332497", type: 2, start: at(2), package: "Negotiate" }],
  accounts: [{ id: "332497", domain: "EXAMPLE", name: "alice", sid: "S-1-5-21-1-2-3-1001" }],
};
const quiet: FakeLog = { events: [] };
const full: Readonly<Record<string, FakeLog>> = {
  [security]: { events: [4608, 4624, 4625, 4634, 4800].map((id, index) => [id, at(index)]) },
  [system]: { events: [[12, at(0)]] },
  [lsm]: { events: [[21, at(1)]] },
  [rcm]: quiet,
  [rdpcorets]: quiet,
};
const seat = " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME";
const seated = " alice                 console             1  Active      none   3/1/2026 8:00 AM";

/** Computers as the doctor meets them. */
const scenes: Readonly<Record<string, Answers>> = {
  server: { greeting: {}, logons: alice, quser: { found: true, exit: 0, lines: [seat, seated] }, logs: full },
  "not-elevated": {
    greeting: { elevated: false, account: "EXAMPLE\\alice" },
    logons: alice,
    quser: { found: true, exit: 0, lines: [seat, seated] },
    logs: { ...full, [security]: { problem: "UnauthorizedAccessException" } },
  },
  "home-not-audited": {
    greeting: { windows: "10.0.22631" },
    logons: alice,
    quser: { found: false, exit: -1, lines: [] },
    logs: {
      ...full,
      [security]: { events: [4624, 4634].map((id, index) => [id, at(index)]) },
      [rdpcorets]: { enabled: false, events: [] },
    },
  },
  constrained: {
    greeting: { language: "ConstrainedLanguage", elevated: null },
    logons: alice,
    quser: { found: true, exit: 0, lines: [seat, seated] },
    wts: new AskError("language", "ConstrainedLanguage"),
    logs: full,
  },
  "no-powershell": {
    greeting: new AskError("start", "ENOENT"),
    logons: new AskError("start", "ENOENT"),
    quser: new AskError("start", "ENOENT"),
    wts: new AskError("start", "ENOENT"),
    logs: new AskError("start", "ENOENT"),
  },
};

/** The diagnosis of a scene; nothing in it takes any time. */
function diagnosed(answers: Answers): Promise<WindowsDiagnosis> {
  const windows = new AnsweringWindows(answers);
  return diagnoseWindows({ windows, powershell: "C:\\PowerShell.exe", logs: channelWords, clock: () => 0 });
}

describe("the doctor on Windows", (test) => {
  for (const [name, answers] of Object.entries(scenes)) {
    test(`tells of ${name} as its golden files say`, async () => {
      const diagnosis = await diagnosed(answers);
      compareGolden(`doctor/windows-${name}.txt`, windowsDiagnosisText(diagnosis));
      compareGolden(`doctor/windows-${name}.json`, `${JSON.stringify(diagnosis, undefined, 2)}\n`);
    });
  }

  test("makes visible what a computer hides in its names", async () => {
    const { computer, reader } = await diagnosed({ greeting: { computer: "A\u202eB", account: "\x1b[31m\\x" } });
    assert.equal([computer, reader.user], ["A\\u{202e}B", "\\x1b[31m\\x"]);
  });

  test("takes a log of which an event cannot be had for one that tells in part", async () => {
    const windows = new AnsweringWindows(scenes.server as Answers);
    const ask = windows.ask.bind(windows);
    windows.ask = (verb, given) =>
      verb === "open" ? Promise.reject(new AskError("timeout", "60 s")) : ask(verb, given);
    const { logs, audits } = await diagnoseWindows({ windows, powershell: "p", logs: ["security"], clock: () => 0 });
    assert.is(logs[0]?.status, "partial");
    assert.match(logs[0]?.problem ?? "", /did not answer in time/);
    assert.equal([...new Set(audits.map(({ status }) => status))], ["failed"]);
  });

  test("looks through a whole log whose last number is none", async () => {
    const windows = new AnsweringWindows(scenes.server as Answers);
    const ask = windows.ask.bind(windows);
    let looks = 0;
    windows.ask = async (verb, given) => {
      const answer = await ask(verb, given);
      if (!("channels" in answer)) return answer;
      looks += 1;
      if (looks === 1) return answer;
      return { channels: answer.channels.map((channel) => ({ ...channel, newest: "many" })) } as typeof answer;
    };
    const { audits } = await diagnoseWindows({ windows, powershell: "p", logs: ["security"], clock: () => 0 });
    assert.equal([...new Set(audits.map(({ status }) => status))], ["ok"]);
  });
});
