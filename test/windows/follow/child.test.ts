import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import type { PowerShell } from "../../../src/windows/child/powershell.ts";
import { parseLoneXml } from "../../../src/windows/events/parse-xml.ts";
import type { ChannelsState } from "../../../src/windows/follow/channels-state.ts";
import { WindowsFollower } from "../../../src/windows/follow/follower.ts";
import type { Beginning } from "../../../src/windows/follow/teller.ts";
import { channelWords } from "../../../src/windows/stories/known.ts";
import { describe } from "../../kit/suite.ts";
import { powerShell } from "../child/fake.ts";
import { logon, toXml } from "../events/event-writer.ts";
import { type PlainKept, PlainTeller } from "./plain-teller.ts";

const script = fileURLToPath(new URL("log-child.mjs", import.meta.url));

/** Follows a log through children that die at their `death`th question, until everything is told. */
async function followedThrough(death: number): Promise<{ readonly told: string[]; readonly faults: number }> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-child-"));
  const log = join(folder, "Security");
  const children: PowerShell[] = [];
  const told: string[] = [];
  let faults = 0;
  let state: ChannelsState<PlainKept> | undefined;
  const fail = (): void => {
    faults += 1;
  };
  const poll = async (fate: string): Promise<void> => {
    const windows = powerShell({ program: { path: process.execPath, args: [script, log, fate] } });
    children.push(windows);
    const options = {
      windows,
      channels: channelWords,
      start: "now" as const,
      report: { skip: () => assert.unreachable(), fail, notice: () => assert.unreachable() },
      now: () => Date.UTC(2030, 0, 1),
      parse: parseLoneXml,
      begin: (from: Beginning<PlainKept>) => new PlainTeller(from),
    };
    const follower = new WindowsFollower<PlainKept>(options, state);
    const rows: string[] = [];
    ({ state } = await follower.poll((some) => rows.push(...some.map(({ record_id }) => String(record_id)))));
    told.push(...rows);
  };
  try {
    appendFileSync(log, "");
    await poll("");
    for (let number = 0; number < 10; number++) appendFileSync(log, `${toXml(logon(number))}\n`);
    await poll(`dies at ${death}`).catch(fail);
    await poll("");
  } finally {
    for (const child of children) await child.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { told, faults };
}

describe("following through a child that dies", (test) => {
  const records = Array.from({ length: 10 }, (_, number) => String(logon(number).record));
  // Its questions: how the logs are, opening, a portion, the boot, three portions more and the end, closing.
  for (const death of [1, 2, 3, 6, 8, 9]) {
    test(`in the midst of answer ${death} loses nothing and tells nothing twice`, async () => {
      const { told, faults } = await followedThrough(death);
      assert.equal(told, records);
      assert.is(faults, death < 9 ? 1 : 0);
    });
  }
});
