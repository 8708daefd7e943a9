import type { Chance } from "../kit/chance.ts";
import type { WriterRecord } from "../kit/utmp-writer.ts";

const users = ["root", "alice", "bob", "averyveryverylongusername", "u".repeat(32), "jörg", "LOGIN", "datex", "x y"];
const lines = ["tty1", "tty2", "pts/0", "pts/1", "pts/2", "pts/10", ":0", "ftp4711", "ftpd4712", "uucp3", "console"];
/** Hosts with addresses: what `last` takes for IPv4, where the host says IPv6, ours does not. */
const origins: readonly (readonly [host: string, addr: string])[] = [
  ["", ""],
  ["", "192.0.2.7"],
  ["192.0.2.7", "192.0.2.7"],
  ["tmux(12).%0", "::"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"],
  ["a-rather-long-name.of-some-host.example.org", "2001:db8::1"],
  ["h".repeat(255), "::ffff:198.51.100.3"],
  ["exactly-16-bytes", "255.255.255.255"],
  [" spaces in it ", "::1"],
];
const kernel = "6.1.0-18-amd64";

/**
 * A login history out of chance, with all that `last` looks at: boots, crashes, shutdowns of both kinds, run levels, clock
 * changes, logouts that are missing or come twice, wrong types, ghosts, time that goes back. Nobody is left logged in, for
 * then the real `last` would look at this computer: it ends with a boot or a shutdown and, behind it, whole sessions.
 */
export function chronicle(chance: Chance, length: number): WriterRecord[] {
  const records: WriterRecord[] = [];
  let seconds = chance.between(0, 1_000_000_000);
  const reaches = [0, 59, 3600, 86_400, 4_000_000, 100_000_000].filter((reach) => reach * length < 2_000_000_000);
  const add = (record: WriterRecord): void => {
    seconds = Math.min(Math.max(seconds + step(chance, reaches), 0), 2 ** 31 - 1);
    records.push({ ...record, time: seconds * 1_000_000 + chance.between(0, 999_999) });
  };
  for (let count = 0; count < length; count++) add(anything(chance));
  add(chance.pick([boot, shutdown]));
  for (let count = chance.between(0, 4); count > 0; count--) {
    const login = { ...loginOf(chance), user: chance.pick(["alice", "bob"]) };
    add(login);
    add({ type: "DEAD_PROCESS", line: login.line });
  }
  return records;
}

/** Failed logins out of chance, as in btmp. */
export function failures(chance: Chance, length: number): WriterRecord[] {
  let seconds = chance.between(0, 2_000_000_000);
  return Array.from({ length }, () => {
    seconds += chance.between(0, 100);
    const line = chance.pick(["ssh:notty", "tty1", "pts/3"]);
    return {
      ...loginOf(chance),
      type: chance.pick(["USER_PROCESS", "LOGIN_PROCESS"]),
      line,
      time: seconds * 1_000_000,
    };
  });
}

/** Seconds to the next record: mostly on, now and then back, sometimes for years. */
function step(chance: Chance, reaches: readonly number[]): number {
  const reach = chance.pick(reaches);
  return chance.between(chance.happens(10) ? -reach : 0, reach);
}

const boot: WriterRecord = { type: "BOOT_TIME", line: "~", id: "~~", user: "reboot", host: kernel };
const shutdown: WriterRecord = { type: "RUN_LVL", line: "~", id: "~~", user: "shutdown", host: kernel };

function anything(chance: Chance): WriterRecord {
  const kind = chance.between(0, 99);
  if (kind < 45) return loginOf(chance);
  if (kind < 80)
    return { ...loginOf(chance), type: "DEAD_PROCESS", user: "", host: "", line: chance.pick(["", ...lines]) };
  if (kind < 85) return boot;
  if (kind < 88) return { ...shutdown, line: chance.pick(["~", "~~"]) };
  if (kind < 93)
    return { ...boot, type: "RUN_LVL", user: "runlevel", pid: chance.pick([48, 49, 50, 51, 53, 54, 83, 0]) };
  if (kind < 95) return { type: chance.pick(["NEW_TIME", "OLD_TIME"]), line: chance.pick(["{", "|"]), user: "date" };
  return odd(chance);
}

function loginOf(chance: Chance): WriterRecord {
  const [host, addr] = chance.pick(origins);
  return {
    type: "USER_PROCESS",
    pid: chance.between(2, 40_000),
    line: chance.pick(lines),
    id: chance.pick(["ts/0", "1", ""]),
    user: chance.pick(users),
    host,
    ...(addr === "" ? {} : { addr }),
  };
}

/** Records whose type says less than their texts. */
function odd(chance: Chance): WriterRecord {
  return chance.pick([
    { type: "INIT_PROCESS", line: "tty1", pid: 12 },
    { type: "LOGIN_PROCESS", line: "tty1", user: "LOGIN", pid: 12 },
    { type: "LOGIN_PROCESS", line: "tty2", user: "someone" },
    { type: "EMPTY", line: "pts/0", user: "nobody" },
    { type: "EMPTY" },
    { type: "USER_PROCESS", line: "pts/1" },
    { type: "USER_PROCESS", user: "nowhere" },
    { type: "ACCOUNTING", line: "~", user: "what" },
    { type: "USER_PROCESS", line: "~", user: "reboot", host: kernel },
    { type: "USER_PROCESS", line: "~x", user: "tilde" },
    { type: "OLD_TIME", line: "|", user: "date" },
    { type: "DEAD_PROCESS", line: "pts/2", user: "still-named" },
    { type_code: 77, line: "pts/2", user: "strange" },
  ] satisfies WriterRecord[]);
}
