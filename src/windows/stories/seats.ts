import { disconnectText, isLogoff } from "../codes/disconnect.ts";
import { SIGHT } from "./delay-line.ts";
import type { ChannelWord } from "./known.ts";
import type { Moment } from "./moment.ts";
import type { OpenSession } from "./open-session.ts";
import { originOf, reachOf } from "./origin.ts";
import type { Draft } from "./ossem.ts";
import type { Scene } from "./scene.ts";
import { setAccount, setOrigin } from "./told.ts";

/** Somebody leaves a session without logging off: 4779, LocalSessionManager 24, 39, 40, any of them and in any order. */
export function disconnect(scene: Scene, moment: Moment): void {
  const { host, counts } = scene;
  const who = scene.whose(moment);
  const session = host.find(moment, who);
  if (isLogoff(moment.code) || (session === undefined && host.isLate(moment)) || (session && isOld(session, moment))) {
    counts.used += 1;
    return;
  }
  if (session !== undefined) tie(scene, session, moment);
  const words = new Set<ChannelWord>([moment.word]);
  const group = [moment, ...scene.alike(moment, session, ({ what }) => what !== "disconnect" && isComing(what))];
  for (const other of group.slice(1)) scene.join(other, words);
  const codes = group.map(({ code }) => code).filter((code) => disconnectText(code ?? 0) !== undefined);
  if (codes.length > 0 && codes.every(isLogoff)) {
    // The session is logged off, which other events tell.
    counts.used += 1;
    return;
  }
  const main = mainOf(group);
  const reason = group.findLast(({ code }) => disconnectText(code ?? 0) !== undefined);
  if (session !== undefined) {
    for (const one of group) tie(scene, session, one);
    session.away = main.event.time;
    for (const { code, event } of group) if (code !== undefined) session.reason = { code, time: event.time };
  } else if (main.word === "lsm" && main.event.id !== 24) {
    // Another session's number and no account: a logon that serves a reconnect has such a session for a second.
    if (host.hints.waiting.some(({ what }) => what === "served")) counts.used += 1;
    else {
      counts.loose += group.length;
      counts.used -= group.length - 1;
    }
    return;
  }
  if (!scene.tellsEvents) return;
  const cells = startCells(scene, "disconnect", main, session, words, group);
  const text = disconnectText(reason?.code ?? 0) ?? sourceText(group);
  if (text !== undefined) cells.reason = text;
  scene.event(cells);
}

/** Somebody comes back to a session: 4778, LocalSessionManager 25, or both. */
export function reconnect(scene: Scene, moment: Moment): void {
  const { host, counts } = scene;
  const session = host.find(moment, scene.whose(moment));
  const isTwice = session?.back !== undefined && session.away === undefined && within(session.back, moment.event.time);
  if (isTwice || (session === undefined && host.isLate(moment) && moment.word === "security")) {
    counts.used += 1;
    return;
  }
  if (session !== undefined) tie(scene, session, moment);
  const words = new Set<ChannelWord>([moment.word]);
  const group = [moment, ...scene.alike(moment, session, ({ what }) => what === "disconnect" || what === "logout")];
  for (const other of group.slice(1)) scene.join(other, words);
  const main = mainOf(group);
  const isRemote = group.some((one) => reachOf(one) === "remote");
  const told = Object.assign({}, ...group.map(originOf), originOf(main)) as ReturnType<typeof originOf>;
  const { time } = main.event;
  const origin = host.hints.take({ time, name: main.who.name ?? session?.who.name, origin: told, isRemote }, words);
  if (session !== undefined) {
    for (const one of group) tie(scene, session, one);
    for (const word of words) session.words.add(word);
    session.away = undefined;
    session.back = time;
    session.origin = host.texts.ownAll(origin);
    const reach = group.map(reachOf).find((one) => one !== undefined);
    if (reach !== undefined) session.kind = reach === "remote" ? "rdp" : "console";
    const station = stationOf(group);
    session.line = station === undefined ? undefined : host.texts.own(station);
  }
  if (!scene.tellsEvents) return;
  const cells = startCells(scene, "reconnect", main, session, words, group);
  setOrigin(cells, origin);
  scene.event(cells);
}

/** Which of the events that tell the same tells it best: the Security log's, then the one that names the account. */
function mainOf(group: readonly Moment[]): Moment {
  const best = (one: Moment): number => (one.word === "security" ? 0 : one.who.name === undefined ? 2 : 1);
  return group.reduce((main, one) => (best(one) < best(main) ? one : main));
}

function startCells(
  scene: Scene,
  action: "disconnect" | "reconnect",
  main: Moment,
  session: OpenSession | undefined,
  words: Set<ChannelWord>,
  group: readonly Moment[],
): Draft {
  const cells = scene.cells(action, main, session, words);
  if (session === undefined) {
    setAccount(cells, main);
    const ts = group.find((one) => one.ts !== undefined)?.ts;
    if (ts !== undefined) cells.ts_session = ts;
  }
  // Where it is left from is where it was reached: the event itself knows it best.
  for (const one of group) setOrigin(cells, originOf(one));
  const reach = group.map(reachOf).find((one) => one !== undefined);
  if (reach !== undefined) {
    cells.kind = reach === "remote" ? "rdp" : "console";
    cells.login_type = reach === "remote" ? "rdp" : "interactive";
  }
  const line = stationOf(group);
  if (line !== undefined) cells.line = line;
  return cells;
}

/** The window station's name, as quser writes it: in lower case. */
function stationOf(group: readonly Moment[]): string | undefined {
  const names = group.map(({ event }) => event.data.get("SessionName"));
  return names.find((name) => name !== undefined && name !== "" && name !== "-")?.toLowerCase();
}

/** What tells of a session ties it to its number of the terminal services. */
function tie(scene: Scene, session: OpenSession, { ts, word }: Moment): void {
  if (ts !== undefined && session.ts !== ts) scene.host.seat(session, ts);
  session.words.add(word);
}

/** Whether a disconnect says no more than what was told: nobody is there who could leave, or the reason came twice. */
function isOld(session: OpenSession, { event, code, who }: Moment): boolean {
  if (session.away !== undefined) return who.name === undefined || within(session.away, event.time);
  return code !== undefined && session.reason?.code === code && within(session.reason.time, event.time);
}

/** Whether somebody comes to a session, or ends it. */
function isComing(what: Moment["what"]): boolean {
  return what === "reconnect" || what === "login" || what === "logout" || what === "unlock";
}

/** LocalSessionManager 39: another session took the place. */
function sourceText(group: readonly Moment[]): string | undefined {
  const source = group.find(({ event, word }) => word === "lsm" && event.id === 39)?.event.data.get("Source");
  return source !== undefined && /^\d{1,10}$/.test(source) ? `disconnected by session ${source}` : undefined;
}

function within(one: bigint, other: bigint): boolean {
  const apart = other - one;
  return apart <= SIGHT && apart >= -SIGHT;
}
