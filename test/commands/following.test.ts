import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { Feed } from "../../src/collect/feeds.ts";
import type { View } from "../../src/collect/view.ts";
import { feedsFor } from "../../src/commands/following-feeds.ts";
import type { Arguments } from "../../src/model/arguments.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const view: View = { format: "line-protocol", parts: ["events"], selection: null, include: "open" };

function given(values: Readonly<Record<string, string>>): Arguments {
  const listed = Object.entries(values).map(([name, value]) => [name, [value]] as const);
  return { switches: new Set(), values: new Map(listed), operands: [] };
}

/** A machine with a failed login, and a folder for states. */
function onMachine(body: (root: string, folder: string) => Promise<void>): Promise<void> {
  return inFolder((base) => {
    const [root, folder] = [join(base, "root"), join(base, "state")];
    mkdirSync(join(root, "var/log"), { recursive: true });
    mkdirSync(folder);
    const failure: WriterRecord = {
      type: "LOGIN_PROCESS",
      user: "hunter2",
      line: "ssh:notty",
      pid: 1,
      time: 1_700_000_000_000_000,
    };
    writeFileSync(join(root, "var/log/btmp"), writeRecords("linux-384-le", [failure]));
    return body(root, folder);
  });
}

async function textOf([feed]: readonly Feed[]): Promise<string> {
  const told = await (feed as Feed).poll();
  return Buffer.concat(told.text).toString();
}

async function refusal(feeds: Promise<unknown>): Promise<string> {
  try {
    await feeds;
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("the feeds of a daemon", (test) => {
  const everything = given({ backfill: "all", "failed-names": "hash" });

  /** The feeds as a daemon without spools begins them. */
  const begun = async (...from: Parameters<typeof feedsFor>): Promise<readonly Feed[]> => {
    const feeds = await feedsFor(...from);
    for (const feed of feeds) if (feed.mark === 0) feed.begin(0);
    return feeds;
  };

  test("have numbers, names, and states of their own, which are there before anything is told", () =>
    onMachine(async (root, folder) => {
      const feeds = await feedsFor(everything, root, view, folder);
      assert.equal(readdirSync(folder), [], "what they begin with is asked for first");
      feeds[0]?.begin(0);
      feeds[1]?.begin(6);
      assert.equal(
        feeds.map(({ number, name, mark }) => [number, name, mark]),
        [
          [1, "login logs", 0],
          [2, "logind", 6],
        ],
      );
      assert.equal(readdirSync(folder).sort(), ["logind.state", "logs.state"]);
    }));

  test("tell the same lines again when a process died before it saved, hashes too", () =>
    onMachine(async (root, folder) => {
      const first = await textOf(await begun(everything, root, view, folder));
      assert.match(first, /username=sha256:[0-9a-f]{16}/);
      assert.is(await textOf(await begun(everything, root, view, folder)), first);
    }));

  test("go on from the mark and the place that were saved", () =>
    onMachine(async (root, folder) => {
      const [feed] = await feedsFor(everything, root, view, folder);
      const told = await feed?.poll();
      told?.save(7);
      const again = await feedsFor(everything, root, view, folder);
      assert.is(again[0]?.mark, 7);
      assert.is(await textOf(again), "");
    }));

  test("begin now, unless they are told otherwise", () =>
    onMachine(async (root, folder) => {
      assert.is(await textOf(await feedsFor(given({}), root, view, folder)), "");
      const long = await feedsFor(given({ backfill: "36500d" }), root, view, folder);
      assert.not.match(await textOf(long), /hunter2/);
      for (const backfill of ["yesterday", "", "-1d"]) {
        assert.match(
          await refusal(feedsFor(given({ backfill }), root, view, folder)),
          /`--backfill` is no beginning.*none, all, or a time as in 30d/,
        );
      }
    }));

  test("refuse states of another root", () =>
    onMachine(async (root, folder) => {
      await begun(everything, root, view, folder);
      cpSync(root, `${root}2`, { recursive: true });
      assert.match(
        await refusal(feedsFor(everything, `${root}2`, view, folder)),
        /logs\.state: the state is of another root.*name another `--state-directory`/,
      );
    }));

  test("leave logind alone where other sources are named", () =>
    onMachine(async (root, folder) => {
      const names = async (source: string): Promise<string[]> =>
        (await feedsFor(given({ source }), root, view, folder)).map(({ name }) => name);
      assert.equal(await names("utmp"), ["login logs"]);
      assert.equal(await names("utmp,logind"), ["login logs", "logind"]);
    }));
});
