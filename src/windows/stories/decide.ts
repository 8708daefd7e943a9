import { messageText } from "../codes/message.ts";
import { statusCode, statusText } from "../codes/status.ts";
import { failToLogOn, logOn } from "./logins.ts";
import { logOff } from "./logouts.ts";
import type { Moment } from "./moment.ts";
import { connectionOf, originOf } from "./origin.ts";
import type { Draft } from "./ossem.ts";
import type { Scene } from "./scene.ts";
import { disconnect, reconnect } from "./seats.ts";
import { askForShutdown, boot, bootUntold, clearLog, isUp, shutDown, unclean } from "./system.ts";
import { logOnToTerminal } from "./terminal-logins.ts";
import { lockOrScreen, unlock } from "./unlocks.ts";

/** Decides what an event tells, with what follows it in sight. */
export function decide(scene: Scene, moment: Moment): void {
  if (scene.host.knownBoot !== undefined) bootUntold(scene, moment);
  switch (moment.what) {
    case "login":
      isUp(scene, moment);
      if (moment.word === "security") logOn(scene, moment);
      else logOnToTerminal(scene, moment);
      return;
    case "failure":
      failToLogOn(scene, moment, (cells) => setReason(cells, moment));
      return;
    case "logout":
      logOff(scene, moment);
      return;
    case "disconnect":
      disconnect(scene, moment);
      return;
    case "reconnect":
      isUp(scene, moment);
      reconnect(scene, moment);
      return;
    case "unlock":
      isUp(scene, moment);
      unlock(scene, moment);
      return;
    case "lock":
    case "screensaver_on":
    case "screensaver_off":
      lockOrScreen(scene, moment);
      return;
    case "boot":
      boot(scene, moment);
      return;
    case "shutdown":
      shutDown(scene, moment);
      return;
    case "shutdown asked for":
      askForShutdown(scene, moment);
      return;
    case "unclean shutdown":
      unclean(scene, moment);
      return;
    case "log cleared":
      clearLog(scene, moment);
      return;
    case "nothing":
      return;
    default:
      addTo(scene, moment);
  }
}

/** Why a logon failed: the finer one of the two codes, else the reason's own text. */
function setReason(cells: Draft, { event }: Moment): void {
  const { data } = event;
  const codes = [data.get("SubStatus"), data.get("Status")].map((code) => statusCode(code ?? ""));
  const code = codes.find((one) => one !== undefined);
  const words = data.get("FailureReason") ?? "";
  if (code !== undefined) cells.status = code;
  const text = codes.map((one) => (one === undefined ? undefined : statusText(one))).find((one) => one !== undefined);
  const reason = text ?? (words === "" || words === "-" ? undefined : messageText(words));
  if (reason !== undefined) cells.reason = reason;
}

/** What is no event of its own, but adds to one: before it (hints) or behind it. */
function addTo(scene: Scene, moment: Moment): void {
  const { host, counts } = scene;
  const { what, word, who, id } = moment;
  const { time } = moment.event;
  const name = who.name === undefined ? {} : { name: host.texts.own(who.name) };
  if (what === "connection") {
    const connection = connectionOf(moment);
    // The connection of UDP goes with the one of TCP, which is the session's.
    if (connection === undefined) counts.used += 1;
    else host.hints.add({ what, word, time, ...connection });
  } else if (what === "authenticated" || what === "credentials")
    host.hints.add({ what, word, time, ...name, ...host.texts.ownAll(originOf(moment)) });
  else {
    const isKnown =
      host.find(moment) !== undefined ||
      (id !== undefined && host.gone.has(id)) ||
      scene.next(moment, (one) => one.what === "login" && one.id === id) !== undefined;
    if (isKnown) counts.used += 1;
    else counts.loose += 1;
  }
}
