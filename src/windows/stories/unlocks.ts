import type { Action } from "../../model/event.ts";
import { isSameAccount } from "./account.ts";
import type { ChannelWord } from "./known.ts";
import type { Moment } from "./moment.ts";
import type { OpenSession } from "./open-session.ts";
import { originOf } from "./origin.ts";
import { type Draft, setAttributes } from "./ossem.ts";
import type { Scene } from "./scene.ts";
import { setAccount, setOrigin, setType } from "./told.ts";

/** An unlock: 4801, the short logon that it takes (4624 of type 7 or 13, twice for an administrator), or both. */
export function unlock(scene: Scene, moment: Moment): void {
  const { host } = scene;
  const group = [moment];
  const words = new Set<ChannelWord>([moment.word]);
  host.line.ahead(moment, (other) => {
    if (!isSameAccount(other.who, moment.who)) return false;
    if (other.what === "lock") return true;
    if (other.what === "unlock" && !group.some((one) => isOther(one, other))) group.push(other);
    return false;
  });
  for (const other of group) if (other !== moment) scene.join(other, words);
  const told = group.find(({ event }) => event.id === 4801);
  const logon = group.find(({ event }) => event.id === 4624);
  for (const { event, id, linked } of group) {
    if (event.id !== 4624) continue;
    if (id !== undefined) host.gone.set(id, true);
    if (linked !== undefined && linked !== "") host.gone.set(linked, true);
  }
  const main = told ?? moment;
  const session = told === undefined ? host.seatOf(main.who) : host.find(told);
  if (session !== undefined && told?.ts !== undefined) host.seat(session, told.ts);
  if (!scene.tellsEvents) return;
  const cells = startCells(scene, "unlock", main, session, words);
  if (logon !== undefined) {
    setType(cells, logon.type);
    cells.login_successful = 1;
    setOrigin(cells, originOf(logon));
    setAttributes(cells, logon.event);
  }
  setReach(cells, session);
  scene.event(cells);
}

/** Whether two unlocks are of two sessions. */
function isOther(one: Moment, other: Moment): boolean {
  return one.event.id === 4801 && other.event.id === 4801 && one.id !== other.id;
}

/** A lock (4800), a screen saver that comes or goes (4802, 4803): only the Security log tells them. */
export function lockOrScreen(scene: Scene, moment: Moment): void {
  const session = scene.host.find(moment);
  if (session !== undefined && moment.ts !== undefined) scene.host.seat(session, moment.ts);
  if (!scene.tellsEvents) return;
  const action = moment.what as "lock" | "screensaver_on" | "screensaver_off";
  const cells = startCells(scene, action, moment, session, new Set([moment.word]));
  setReach(cells, session);
  scene.event(cells);
}

function startCells(
  scene: Scene,
  action: Action,
  moment: Moment,
  session: OpenSession | undefined,
  words: ReadonlySet<ChannelWord>,
): Draft {
  const cells = scene.cells(action, moment, session, words);
  if (session !== undefined) return cells;
  setAccount(cells, moment);
  if (moment.ts !== undefined) cells.ts_session = moment.ts;
  return cells;
}

/** Where it is known how a session is reached now, that says who locks it: somebody at the other end of the net perhaps. */
function setReach(cells: Draft, session: OpenSession | undefined): void {
  if (session?.kind === undefined) return;
  cells.kind = session.kind;
  cells.login_type = session.kind === "rdp" ? "rdp" : "interactive";
}
