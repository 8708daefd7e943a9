import * as assert from "uvu/assert";
import { LogonFeed, type LogonFeedState } from "../../../src/collect/logon-feed.ts";
import { logonFeedForm } from "../../../src/collect/logon-feed-text.ts";
import type { View } from "../../../src/collect/view.ts";
import type { FailedNames } from "../../../src/follow/follow-options.ts";
import { layouts } from "../../../src/unix/layouts/index.ts";
import { createCore } from "../../../src/wasm/core.ts";
import type { Beginning } from "../../../src/windows/follow/teller.ts";
import { keptStoriesOf } from "../../../src/windows/stories/kept-shape.ts";
import { channelNames, channelWords } from "../../../src/windows/stories/known.ts";
import { type KeptStories, Stories } from "../../../src/windows/stories/stories.ts";
import { bytesOf, hostileTexts } from "../../kit/hostile.ts";
import { identityOf, parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { SECOND, START } from "./followed.ts";
import { MemoryWindows } from "./memory-windows.ts";

const form = logonFeedForm(keptStoriesOf);
const view: View = { format: "line-protocol", parts: ["events"], selection: null, include: "open" };

/** A computer with logs in memory, and what a feed tells of it, each poll by another process. */
class Computer {
  readonly windows = new MemoryWindows(channelWords.map((word) => channelNames[word]));
  now = START;
  #state: string | undefined;

  failure(name: string, status: string, more: Readonly<Record<string, string>> = {}): void {
    this.write(4625, { TargetUserName: name, SubStatus: status, LogonType: "3", ...more });
  }

  write(id: number, data: Readonly<Record<string, string>>): void {
    const provider = "Microsoft-Windows-Security-Auditing";
    const common = { provider, channel: "Security", computer: "PC1", version: 2, unnamed: [] };
    this.windows.write({ ...common, id, time: this.now, data: new Map(Object.entries(data)) });
  }

  async tell(failedNames: FailedNames = "known", include: View["include"] = "open"): Promise<string> {
    this.now += 16n * SECOND;
    const options = {
      windows: this.windows,
      channels: channelWords,
      start: "now" as const,
      report: { skip() {}, fail() {}, notice() {} },
      now: () => Number(this.now / 1000n),
      parse: MemoryWindows.parse,
      begin: (from: Beginning<KeptStories>) => new Stories({ shape: "events", ...from }),
      failedNames,
    };
    const state: LogonFeedState<KeptStories> | undefined =
      this.#state === undefined ? undefined : form.stateOf(this.#state);
    const feed = new LogonFeed(createCore(layouts, "stays"), options, state, { ...view, include });
    const told = await feed.poll();
    this.#state = form.textOf(told.state);
    return Buffer.concat(told.text).toString();
  }
}

async function begun(): Promise<Computer> {
  const computer = new Computer();
  await computer.tell();
  return computer;
}

describe("logon events as line protocol", (test) => {
  const policies: readonly (readonly [FailedNames, RegExp, RegExp])[] = [
    ["known", /,username=alice /, /hunter2/],
    ["none", /login_successful=false/, /alice|hunter2/],
    ["hash", /username=sha256:[0-9a-f]{16} .*\n.*username=sha256:[0-9a-f]{16} /, /alice|hunter2/],
    ["all", /username=hunter2/, /sha256/],
  ];
  for (const [policy, told, covered] of policies) {
    test(`tell names of failed logins under the policy ${policy}`, async () => {
      const computer = await begun();
      computer.failure("alice", "0xc000006a");
      computer.failure("hunter2", "0xc0000064", { TargetDomainName: "hunter2" });
      const text = await computer.tell(policy);
      assert.match(text, told);
      assert.not.match(text, covered);
      assert.is(parseLineProtocol(text).length, 2);
    });
  }

  test("leave out the system's own logons unless all are asked for", async () => {
    const system = { TargetUserSid: "S-1-5-18", TargetUserName: "SYSTEM", TargetLogonId: "0x3e7", LogonType: "5" };
    for (const [include, count] of [
      ["open", 0],
      ["all", 1],
    ] as const) {
      const computer = await begun();
      computer.write(4624, system);
      assert.is(parseLineProtocol(await computer.tell("known", include)).length, count);
    }
  });

  test("are points of their own, whenever events of one moment were told, and by which run", async () => {
    const computer = await begun();
    const points: string[] = [];
    for (const run of [1, 2, 3]) {
      for (let count = 0; count < run; count++) computer.failure("alice", "0xc000006a");
      const now = computer.now;
      points.push(...parseLineProtocol(await computer.tell()).map(identityOf));
      computer.now = now;
    }
    assert.is(points.length, 6);
    assert.is(new Set(points).size, 6);
  });

  test("are whole lines of at most 4096 bytes, whatever is in their names", async () => {
    const computer = await begun();
    const long = "\x01".repeat(3000);
    for (const text of [...hostileTexts.map(([, hostile]) => Buffer.from(bytesOf(hostile)).toString()), long]) {
      const where = { TargetDomainName: text, WorkstationName: text, LogonProcessName: text, LmPackageName: text };
      computer.failure(text, "0xc000006a", where);
      computer.now += 1000n;
    }
    const text = await computer.tell("all", "all");
    assert.is(parseLineProtocol(text).length, hostileTexts.length + 1);
    for (const line of text.split("\n")) assert.ok(Buffer.byteLength(line) < 4096);
  });

  test("of a state that was tampered with are not told from it", () => {
    const state = { version: "windows 1", salt: "a".repeat(32), told: [], places: { security: { seen: "5" } } };
    assert.equal(form.stateOf(JSON.stringify(state)).channels?.places, { security: { seen: 5n } });
    for (const wrong of [{ version: 1 }, { salt: "x" }, { places: { security: { seen: 5 } } }, { told: [1] }]) {
      assert.throws(() => form.stateOf(JSON.stringify({ ...state, ...wrong })));
    }
  });
});
