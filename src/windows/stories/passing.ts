import { isSameAccount } from "./account.ts";
import type { Moment } from "./moment.ts";
import { originOf } from "./origin.ts";
import type { Scene } from "./scene.ts";

/**
 * Whether a logon only served another session, and is none itself: its end is within sight, and so is what it was for. One
 * over RDP (10, 12) serves a reconnect of its account; where the terminal services tell that there was a reconnect and
 * no login, its end need not be told. One at the computer (2, 11) may serve an unlock. What it tells is kept for that.
 */
export function serves(scene: Scene, moment: Moment, half: Moment | undefined): boolean {
  const { host } = scene;
  const { type, who } = moment;
  const isRemote = type === 10 || type === 12;
  const purpose = scene.next(
    moment,
    (other) => other.what === (isRemote ? "reconnect" : "unlock") && isPurpose(other) && isSameAccount(other.who, who),
  );
  if (purpose === undefined) return false;
  const ids = [moment.id, moment.linked, half?.id].filter((id) => id !== undefined && id !== "");
  const end = scene.next(
    moment,
    (other) => other.what === "logout" && other.id !== undefined && ids.includes(other.id),
  );
  if (end === undefined && !(isRemote && isReconnect(scene, moment))) return false;
  for (const id of ids) host.gone.set(id as string, true);
  scene.counts.used += 1;
  if (half !== undefined) {
    half.isTold = true;
    scene.counts.used += 1;
  }
  if (isRemote) {
    const name = who.name === undefined ? {} : { name: host.texts.own(who.name) };
    host.hints.add({
      what: "served",
      word: moment.word,
      time: moment.event.time,
      ...name,
      ...host.texts.ownAll(originOf(moment)),
    });
  }
  return true;
}

/** A logon that unlocks (4624) is not what another logon serves. */
function isPurpose({ what, event }: Moment): boolean {
  return what !== "unlock" || event.id === 4801;
}

/** Whether the terminal services tell of a reconnect of the account and of no login. */
function isReconnect(scene: Scene, moment: Moment): boolean {
  const tells = (what: Moment["what"]): boolean =>
    scene.next(
      moment,
      (other) => other.word === "lsm" && other.what === what && isSameAccount(other.who, moment.who),
    ) !== undefined;
  return tells("reconnect") && !tells("login");
}
