import type { RecordType } from "../../src/model/record.ts";

//  Pairing once more, as plainly as it can be said: a list of who is there, searched from its end.

/** A record as the oracle sees it; `offset` tells it apart. */
export interface PlainRecord {
  readonly type: RecordType;
  readonly time: bigint;
  readonly line: string;
  readonly user: string;
  readonly host: string;
  readonly id: string;
  readonly pid: number;
  readonly offset: number;
}

/** Fields of a session or an event by name, as text; what is absent or empty is missing. */
export type Fields = Readonly<Record<string, string>>;

interface Presence {
  readonly login: PlainRecord;
  readonly clock: bigint;
  /** Records of the login; 0: a getty. */
  count: number;
}

/** Sessions and events of a history, its records tied by `key`. */
export function pairPlainly(
  records: readonly PlainRecord[],
  key: "line" | "id",
): { sessions: Fields[]; events: Fields[] } {
  const sessions: Fields[] = [];
  const events: Fields[] = [];
  let present: Presence[] = [];
  let isDown = false;
  let clock = 0n;
  let before: bigint | undefined;

  const isShared = (name: string): boolean =>
    key === "line" && !/^.{0,15}[0-9]/s.test(name) && !/^:|^console$/.test(name);
  const at = (r: PlainRecord): Presence | undefined =>
    present.findLast(({ login }) => login[key] === r[key] && (!isShared(r[key]) || login.pid === r.pid));
  const leave = (who: Presence): void => {
    present = present.filter((other) => other !== who);
  };
  const event = (r: PlainRecord, action: string, more: object): void => {
    events.push(fieldsOf({ time: r.time, action, offset: r.offset, ...more }));
  };
  const end = (who: Presence, r: PlainRecord, endedBy: string, pairedBy: string): void => {
    leave(who);
    const isTold = endedBy === "logout" || endedBy === "shutdown";
    const passed = r.time - who.login.time - (clock - who.clock);
    const how = {
      ...(who.count > 1 ? { count: who.count } : {}),
      ...(isTold && passed >= 0n ? { duration_s: passed / 1_000_000n } : {}),
      ended_by: endedBy,
      paired_by: pairedBy,
    };
    const when = isTold ? { logout_time: r.time } : { ended_before: r.time };
    sessions.push(fieldsOf({ ...stayOf(who.login), login_time: who.login.time, state: "ended", ...how, ...when }));
    event(r, "logout", { ...stayOf(who.login), login_time: who.login.time, ...how, offset: r.offset });
  };
  const pairedBy = ({ login }: Presence, r: PlainRecord): string =>
    key === "id" ? "id" : login.pid > 0 && login.pid === r.pid ? "pid" : "line";
  const isTwice = ({ login }: Presence, r: PlainRecord): boolean =>
    login.pid > 0 &&
    login.pid === r.pid &&
    login.user === r.user &&
    r.time >= login.time &&
    r.time - login.time <= 10_000_000n;

  for (const r of records) {
    const what = meaningOf(r);
    const there = at(r);
    if (what === "login") {
      isDown = false;
      if (there !== undefined && there.count > 0 && isTwice(there, r)) there.count += 1;
      else {
        if (there?.count === 0) leave(there);
        else if (there !== undefined && (!isShared(r[key]) || r.pid > 0))
          end(there, r, "next_login", pairedBy(there, r));
        // What nothing tells apart shares a bucket, and of one bucket memory holds so many.
        const alike = present.filter(({ login }) => isShared(r[key]) && login[key] === r[key] && login.pid === r.pid);
        const [oldest] = alike;
        if (oldest !== undefined && alike.length >= BUCKET) {
          leave(oldest);
          if (oldest.count > 0) sessions.push(openOf(oldest));
        }
        present.push({ login: r, clock, count: 1 });
        event(r, "login", { ...stayOf(r), login_successful: 1 });
      }
    } else if (what === "getty" && r[key] !== "" && (there === undefined || there.count === 0)) {
      if (there !== undefined) leave(there);
      present.push({ login: r, clock, count: 0 });
    } else if (what === "logout") {
      if (there !== undefined && there.count > 0) end(there, r, "logout", pairedBy(there, r));
      else if (there !== undefined) leave(there);
      else if (!isDown && r[key] !== "") event(r, "logout", { ...stayOf(r), session: "" });
    } else if (what === "boot" || (what === "shutdown" && !isDown)) {
      for (const who of present) if (who.count > 0) end(who, r, what === "boot" ? "crash" : "shutdown", "boot");
      present = [];
      isDown = what === "shutdown";
      event(r, what, { kernel: r.host });
    } else if (what === "old") before = r.time;
    else if (what === "new") {
      if (before !== undefined) clock += r.time - before;
      event(r, "clock_change", before === undefined ? {} : { old_time: before });
      before = undefined;
    }
  }
  const open = present.filter(({ count }) => count > 0);
  return { sessions: [...sessions, ...open.map(openOf)], events };
}

/** Sessions of one bucket (assembly/pair/open.ts, CHAIN). */
const BUCKET = 64;

function openOf({ login, count }: Presence): Fields {
  return fieldsOf({ ...stayOf(login), login_time: login.time, ...(count > 1 ? { count } : {}) });
}

function meaningOf({ type, line, user, pid }: PlainRecord): string {
  const level = /[06]/.test(String.fromCharCode(pid & 255)) ? "shutdown" : "";
  if (line.startsWith("~")) {
    if (user.startsWith("shutdown")) return "shutdown";
    if (user.startsWith("runlevel")) return level;
    if (/^(soft-)?reboot/.test(user)) return "boot";
  } else if (type === "USER_PROCESS") return user === "" ? "logout" : "login";
  else if (type === "DEAD_PROCESS") return "logout";
  else if (type === "LOGIN_PROCESS" || type === "INIT_PROCESS")
    return user === "" || line === "" || /^(LOGIN|\/)/.test(user) ? "getty" : "login";
  if (type === "RUN_LVL") return level;
  const words: Partial<Record<RecordType, string>> = {
    BOOT_TIME: "boot",
    SHUTDOWN_TIME: "shutdown",
    OLD_TIME: "old",
    NEW_TIME: "new",
  };
  return words[type] ?? "";
}

function stayOf(r: PlainRecord): Record<string, string | number | bigint> {
  const pid = r.pid > 0 ? { pid: r.pid } : {};
  const session = `${r.line}@${r.time}${r.pid > 0 ? `.${r.pid}` : ""}`;
  return { session, username: r.user, line: r.line, src_host: r.host, ...pid, offset: r.offset };
}

/** All as text, in the order of their names. */
export function fieldsOf(values: object): Fields {
  const texts = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== "").sort(([a], [b]) => (a < b ? -1 : 1)));
}
