import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { histories, type Mixture } from "./histories.ts";
import type { PlainRecord } from "./oracle.ts";
import { objectsOf, read, withFiles } from "./read.ts";

//  Where the rules are the same: terminals only, which last(1) knows by their line alone, no login within ten seconds
//  after one of the same pid, no time that goes back, whole seconds, since it shows no others.

const mixture: Mixture = {
  lines: ["pts/0", "pts/1", "pts/22", "tty1", "tty2", ":0"],
  users: ["alice", "bob", "root", "a-name-of-thirty-two-characters0"],
  pids: [100, 101, 102],
  hosts: ["", "192.0.2.1", "host.example.org"],
  steps: [11_000_000, 61_000_000, 3_600_000_000, 90_000_000_000],
};

/** What last does not show, or shows as something else: steps of the clock, and types that no program writes so. */
function isPlain({ type, line }: PlainRecord): boolean {
  return !["OLD_TIME", "NEW_TIME", "ACCOUNTING"].includes(type) && (type !== "RUN_LVL" || line === "~");
}

/** A getty has the name that last knows it by. */
function asWritten(record: PlainRecord): PlainRecord {
  const isGetty = record.type === "LOGIN_PROCESS" || record.type === "INIT_PROCESS";
  return isGetty ? { ...record, type: "LOGIN_PROCESS", user: "LOGIN" } : record;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Sun Mar  1 08:01:00 2026` as seconds. */
function secondsOf(text: string): number {
  const [, month = "", day = "", time, year] = text.split(/ +/);
  return (
    Date.parse(`${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}T${time}Z`) / 1000
  );
}

const DATE = "[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d [\\d:]{8} \\d{4}";
const ROW = new RegExp(`^(\\S+) +(\\S+) +(\\S+ +)?(${DATE}) (.*)$`);

/** `user line host login how end` of each session that last shows. */
function sessionsOfLast(program: string, path: string): string[] {
  const { stdout } = spawnSync(program, ["-F", "-w", "-x", "-f", path], {
    encoding: "latin1",
    env: { ...process.env, TZ: "UTC", LC_ALL: "C" },
  });
  const rows = stdout.split("\n").map((line) => ROW.exec(line) ?? []);
  const stays = rows.filter(([, user, line]) => user !== undefined && line !== "~" && !isSystem(user, line));
  return stays.map(([, user, line, host = "", login = "", rest = ""]) => {
    const [end] = new RegExp(`(?<=^- )${DATE}`).exec(rest) ?? [];
    const how = end === undefined ? (/^- (crash|down)/.exec(rest)?.[1] ?? "open") : `ended ${secondsOf(end)}`;
    return `${user} ${line} ${host.trim()} ${secondsOf(login)} ${how}`;
  });
}

/** `reboot   system boot`, `shutdown system down`, `runlevel (to lvl 6)`. */
function isSystem(user: string | undefined, line: string | undefined): boolean {
  return (user === "reboot" || user === "shutdown" || user === "runlevel") && (line === "system" || line === "(to");
}

/** The same of ours. */
async function sessionsOfOurs(path: string): Promise<string[]> {
  const stays = objectsOf(await read("sessions", [["wtmp", path]]));
  return stays.map(({ username, line, src_host = "", login_time, logout_time, ended_before, ended_by }) => {
    const seconds = (time: unknown): number => Math.floor(Date.parse(String(time)) / 1000);
    const how = { crash: "crash", shutdown: "down", logout: "ended", next_login: "ended" }[String(ended_by)] ?? "open";
    const end = how === "ended" ? ` ${seconds(logout_time ?? ended_before)}` : "";
    return `${username} ${line} ${src_host} ${seconds(login_time)} ${how}${end}`;
  });
}

const program = requireProgram("last", "agreement of pairing with util-linux last");

describe("sessions are those that last -F -w -x shows", (test) => {
  if (program === undefined) return test.skip("on any history that both read alike");
  test("on any history that both read alike", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(histories(mixture, 80), async (history) => {
        const records = history.filter(isPlain).map(asWritten);
        const bytes = writeRecords("linux-384-le", records);
        await withFiles([["wtmp", bytes]], async ([path = ""]) => {
          const ours = await sessionsOfOurs(path);
          assert.equal(ours.sort(), sessionsOfLast(program, path).sort());
          compared += ours.length;
        });
      }),
      { numRuns: 100 },
    );
    assert.ok(compared > 700, `${compared} sessions`);
  });

  test("on a history of every ending", async () => {
    const at = (seconds: number): bigint => BigInt(1_772_352_000 + seconds) * 1_000_000n;
    const plain = { host: "", id: "", pid: 1, offset: 0 };
    const system = { ...plain, line: "~", id: "~~" };
    const records: PlainRecord[] = [
      { ...system, type: "BOOT_TIME", user: "reboot", host: "6.1.0", time: at(0) },
      { ...plain, type: "USER_PROCESS", line: "pts/0", user: "alice", time: at(60) },
      { ...plain, type: "DEAD_PROCESS", line: "pts/0", user: "", time: at(120) },
      { ...plain, type: "USER_PROCESS", line: "pts/0", user: "bob", time: at(180) },
      { ...plain, type: "USER_PROCESS", line: "pts/0", user: "carol", time: at(240) },
      { ...system, type: "BOOT_TIME", user: "reboot", host: "6.1.0", time: at(300) },
      { ...plain, type: "USER_PROCESS", line: "pts/0", user: "dave", time: at(360) },
      { ...system, type: "RUN_LVL", user: "runlevel", pid: 0x36, time: at(420) },
      { ...system, type: "RUN_LVL", user: "shutdown", time: at(421) },
      { ...system, type: "BOOT_TIME", user: "reboot", host: "6.1.0", time: at(480) },
      { ...plain, type: "USER_PROCESS", line: "pts/0", user: "erin", time: at(540) },
    ];
    await withFiles([["wtmp", writeRecords("linux-384-le", records)]], async ([path = ""]) => {
      const expected = [
        "alice pts/0  1772352060 ended 1772352120",
        "bob pts/0  1772352180 ended 1772352240",
        "carol pts/0  1772352240 crash",
        "dave pts/0  1772352360 down",
        "erin pts/0  1772352540 open",
      ];
      assert.equal((await sessionsOfOurs(path)).sort(), expected);
      assert.equal(sessionsOfLast(program, path).sort(), expected);
    });
  });
});
