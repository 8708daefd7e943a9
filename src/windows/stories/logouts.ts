import type { ChannelWord } from "./known.ts";
import type { Moment } from "./moment.ts";
import { setAttributes } from "./ossem.ts";
import { type Scene, tellerOf } from "./scene.ts";
import { setAccount, setType } from "./told.ts";

/** A logout: 4647, 4634, LocalSessionManager 23, Winlogon 7002, as many of them as there are. */
export function logOff(scene: Scene, moment: Moment): void {
  const { host, counts } = scene;
  const session = host.find(moment, moment.who);
  if (session === undefined && (host.isDown || host.isLate(moment))) {
    counts.used += 1;
    return;
  }
  const words = new Set<ChannelWord>([moment.word]);
  // A logon over the net is told by the Security log alone.
  const isAlone = session === undefined ? moment.id !== undefined && moment.type === 3 : !session.isSeat;
  const others = isAlone ? [] : scene.alike(moment, session, ({ what }) => what === "login");
  const group = [moment, ...others];
  for (const other of others) scene.join(other, words);
  const main = group.reduce((best, one) => (rank(one) < rank(best) ? one : best));
  if (session !== undefined) {
    const ts = group.find((one) => one.ts !== undefined)?.ts;
    if (session.ts === undefined && ts !== undefined) host.seat(session, ts);
    const pairedBy = main.id === undefined ? "ts_session" : "logon_id";
    scene.end(session, { time: main.event.time, endedBy: "logout", pairedBy }, tellerOf(main), words);
    return;
  }
  for (const { id, ts, who } of group) {
    if (id !== undefined && !isAlone) host.gone.set(id, true);
    if (ts !== undefined) host.left.set(String(ts), host.texts.own(who.name ?? ""));
  }
  if (!scene.tellsEvents) return;
  const cells = scene.cells("logout", main, undefined, words);
  setAccount(cells, main);
  setType(cells, group.find(({ type }) => type !== undefined)?.type);
  const ts = group.find((one) => one.ts !== undefined)?.ts;
  if (ts !== undefined) cells.ts_session = ts;
  setAttributes(cells, main.event);
  scene.event(cells);
}

/** Which tells a logout best: who asked for it, then whose logon ended, then the terminal services, then Winlogon. */
function rank({ word, event }: Moment): number {
  if (word === "security") return event.id === 4647 ? 0 : 1;
  return word === "lsm" ? 2 : 3;
}
