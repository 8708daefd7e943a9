import { tsSessionId } from "../../model/logon-id.ts";
import { isInteractive } from "../logon-type.ts";
import { type Account, isSameAccount } from "./account.ts";
import type { ChannelWord } from "./known.ts";
import { logOn } from "./logins.ts";
import type { Moment } from "./moment.ts";
import { originOf, reachOf } from "./origin.ts";
import { type Scene, tellerOf } from "./scene.ts";

/** Microseconds after a logon within which a slow computer's terminal services tell of it. */
const SLOW = 120_000_000n;

/** Microseconds by which the terminal services may be ahead of the Security log. */
const AHEAD = 2_000_000n;

/**
 * A login that the terminal services (LocalSessionManager 21) or Winlogon (7001) tell: a logon's second tale, as a rule; the
 * only one where the Security log cannot be read.
 */
export function logOnToTerminal(scene: Scene, moment: Moment): void {
  const { host } = scene;
  const { event, ts } = moment;
  const isOver = (one: Moment): boolean =>
    one.what === "logout" && ((ts !== undefined && one.ts === ts) || isSameAccount(one.who, moment.who));
  const better = scene.next(
    moment,
    (one) =>
      one.event.id === 4624 &&
      one.what === "login" &&
      isInteractive(one.type ?? -1) &&
      isSameAccount(one.who, moment.who) &&
      one.event.time - event.time <= AHEAD,
    isOver,
  );
  const open = host.find(moment);
  if (open !== undefined && event.time - open.login <= SLOW && event.time >= open.login - AHEAD) {
    if (ts !== undefined) host.seat(open, ts);
    open.origin = { ...originOf(moment), ...open.origin };
    open.words.add(moment.word);
    scene.counts.used += 1;
    return;
  }
  const words = new Set<ChannelWord>([moment.word]);
  const before = host.byTs(ts);
  if (before !== undefined) {
    const time = event.time > before.login ? event.time : before.login;
    scene.end(before, { time, endedBy: "next_login", pairedBy: "ts_session" }, tellerOf(moment), words);
  }
  if (better !== undefined) {
    better.isTold = true;
    scene.counts.used += 1;
    logOn(scene, better, moment);
    return;
  }
  const same = (word: ChannelWord): Moment | undefined =>
    scene.next(moment, (one) => one.what === "login" && one.word === word && one.ts === ts, isOver);
  const second = same(moment.word === "lsm" ? "system" : "lsm");
  if (second !== undefined) scene.join(second, words);
  const main = second?.word === "lsm" ? second : moment;
  openTerminal(scene, main, { ...moment.who, ...second?.who }, words);
}

/** Opens a session of which only the number is known. */
function openTerminal(scene: Scene, moment: Moment, who: Account, words: Set<ChannelWord>): void {
  const { host } = scene;
  const { event, ts } = moment;
  const reach = reachOf(moment);
  const arrival = { time: event.time, name: who.name, origin: originOf(moment), isRemote: reach === "remote" };
  const origin = host.hints.take(arrival, words);
  const session = {
    session: ts === undefined ? "" : tsSessionId(ts, event.time),
    login: event.time,
    record: event.record,
    who: host.texts.ownAll(who),
    ids: [],
    type: undefined,
    authentication: undefined,
    loginType: reach === undefined ? undefined : reach === "remote" ? ("rdp" as const) : ("interactive" as const),
    isSeat: true,
    words: new Set(words),
    count: 1,
    ts,
    kind: reach === undefined ? undefined : reach === "remote" ? ("rdp" as const) : ("console" as const),
    line: undefined,
    origin: host.texts.ownAll(origin),
    away: undefined,
    back: undefined,
    reason: undefined,
  };
  if (ts !== undefined) host.add(session);
  if (!scene.tellsEvents) return;
  const cells = scene.cells("login", moment, session, words);
  if (ts === undefined) delete cells.session;
  cells.login_successful = 1;
  scene.event(cells);
}
