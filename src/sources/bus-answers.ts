import { WhofluxError } from "../model/error.ts";
import { list, object, truth, whole } from "../model/json-shape.ts";
import { byteText } from "./json-bytes.ts";
import type { LogindSession } from "./logind-session.ts";
import type { Asking } from "./program-answer.ts";

/** Questions at a time: each is a process of its own. */
const AT_ONCE = 8;

const SERVICE = "org.freedesktop.login1";
//  Asking must not start a logind that does not run.
const CALL = ["--json=short", "--auto-start=no", "call", SERVICE];

/** Sessions that logind told, and how many of those asked for gave no answer: they ended meanwhile. */
export interface BusAnswers {
  readonly sessions: readonly LogindSession[];
  readonly skipped: number;
}

/** Asks logind's bus through busctl for all sessions, or for those with an id in `only`. Throws E_SOURCE. */
export async function askBus(
  asking: Pick<Asking, "json">,
  busctl: string,
  only: ReadonlySet<string> | undefined,
): Promise<BusAnswers> {
  const answer = await asking.json(busctl, [...CALL, "/org/freedesktop/login1", `${SERVICE}.Manager`, "ListSessions"]);
  const paths = sessionPaths(answer, only);
  const sessions: LogindSession[] = [];
  let skipped = 0;
  const lane = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      const question = [...CALL, path, "org.freedesktop.DBus.Properties", "GetAll", "s", `${SERVICE}.Session`];
      try {
        sessions.push(sessionOf(await asking.json(busctl, question)));
      } catch (error) {
        if (!(error instanceof WhofluxError)) throw error;
        skipped += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { sessions: sessions.sort((a, b) => (a.id < b.id ? -1 : 1)), skipped };
}

/** The values of an answer: `{"type": …, "data": […]}`. */
function dataOf(answer: unknown, type: string): readonly unknown[] {
  const { type: found, data } = object(answer, "answer");
  if (found === type) return list(data, "data");
  throw new WhofluxError("E_SOURCE", "the answer is not of the type that was asked for", { expected: type });
}

function sessionPaths(answer: unknown, only: ReadonlySet<string> | undefined): string[] {
  const [sessions] = dataOf(answer, "a(susso)");
  return list(sessions, "list of sessions").flatMap((entry) => {
    const [id, , , , path] = list(entry, "session");
    return only === undefined || only.has(byteText(id, "session")) ? [byteText(path, "object path")] : [];
  });
}

function sessionOf(answer: unknown): LogindSession {
  const [properties] = dataOf(answer, "a{sv}");
  const all = object(properties, "properties");
  const value = (name: string): unknown => object(all[name], name).data;
  const word = (name: string): string | undefined => byteText(value(name), name) || undefined;
  const number = (name: string): number | undefined => whole(value(name), name) || undefined;
  const [uid] = list(value("User"), "User");
  const told = {
    class: word("Class"),
    state: word("State"),
    type: word("Type"),
    tty: word("TTY"),
    display: word("Display"),
    vtnr: number("VTNr"),
    remoteHost: word("RemoteHost"),
    service: word("Service"),
    leader: number("Leader"),
    realtime: moment(number("Timestamp")),
    monotonic: moment(number("TimestampMonotonic")),
  };
  return {
    id: byteText(value("Id"), "Id"),
    user: byteText(value("Name"), "Name"),
    uid: String(whole(uid, "User")),
    remote: truth(value("Remote"), "Remote"),
    ...(Object.fromEntries(Object.entries(told).filter(([, one]) => one !== undefined)) as Partial<LogindSession>),
  };
}

function moment(microseconds: number | undefined): bigint | undefined {
  return microseconds === undefined ? undefined : BigInt(microseconds);
}
