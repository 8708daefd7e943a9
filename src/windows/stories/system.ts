import { accountText } from "./account.ts";
import { isNear } from "./host.ts";
import type { ChannelWord } from "./known.ts";
import { bootTime, type Moment } from "./moment.ts";
import { type Scene, tellerOf } from "./scene.ts";
import { setAccount, type Teller } from "./told.ts";

/** Microseconds after which somebody who comes shows that the shutdown that was asked for did not happen. */
const CALLED_OFF = 300_000_000n;

/** The computer starts: Kernel-General 12, Security 4608, EventLog 6005, in that order of trust. It ends all sessions. */
export function boot(scene: Scene, moment: Moment): void {
  const { host } = scene;
  let time = bootTime(moment);
  const { id } = moment.event;
  if (host.knownBoot !== undefined && isNear(host.knownBoot, time)) {
    // What is known from elsewhere names the sessions of a snapshot too.
    time = host.knownBoot;
    host.knownBoot = undefined;
  }
  if (host.isSameBoot(moment)) {
    // Nobody has been named by the other time yet.
    if (id === 12 && host.size === 0) host.boot = time;
    host.bootTold.push(id);
    scene.counts.used += 1;
    return;
  }
  endAll(scene, moment.event.time, tellerOf(moment), moment.word);
  scene.event(scene.cells("boot", moment, undefined, new Set([moment.word])));
  host.boot = time;
  host.bootTold = [id];
}

/** A start that no event has told, but that is known: whoever logged in before it is gone. */
export function bootUntold(scene: Scene, moment: Moment): void {
  const { host } = scene;
  const time = host.knownBoot;
  if (time === undefined || moment.what === "boot" || moment.place < time) return;
  host.knownBoot = undefined;
  if (host.boot !== undefined && (time < host.boot || isNear(host.boot, time))) return;
  endAll(scene, time, { computer: host.name, id: undefined, record: undefined }, moment.word);
  host.boot = time;
  host.bootTold = [];
}

function endAll(scene: Scene, time: bigint, teller: Teller, word: ChannelWord): void {
  const { host } = scene;
  const { asked } = host;
  const words = new Set([word]);
  for (const session of [...host.sessions()]) {
    if (asked === undefined || asked.time < session.login) {
      scene.end(session, { time, endedBy: "crash", pairedBy: "boot" }, teller, words);
    } else {
      const asker = { computer: teller.computer, id: 1074, record: asked.record };
      scene.end(
        session,
        { time: asked.time, endedBy: "shutdown", pairedBy: "boot" },
        asker,
        new Set(["system"] as const),
      );
    }
  }
  host.gone.clear();
  host.left.clear();
  host.asked = undefined;
  host.isDown = false;
}

/** The computer stops: Kernel-General 13, or EventLog 6006, whichever comes first. It ends all sessions. */
export function shutDown(scene: Scene, moment: Moment): void {
  const { host, counts } = scene;
  if (host.isDown) {
    counts.used += 1;
    return;
  }
  const { asked } = host;
  const words = new Set<ChannelWord>([moment.word]);
  const end = { time: moment.event.time, endedBy: "shutdown", pairedBy: "boot" } as const;
  for (const session of [...host.sessions()]) scene.end(session, end, tellerOf(moment), words);
  host.isDown = true;
  host.asked = undefined;
  if (!scene.tellsEvents) return;
  const cells = scene.cells("shutdown", moment, undefined, words);
  if (asked?.reason !== undefined) cells.reason = asked.reason;
  if (asked !== undefined) Object.assign(cells, asked.by);
  scene.event(cells);
}

/** Somebody asks for a shutdown (User32 1074): who and why is told with it, and it is one where nothing else tells it. */
export function askForShutdown(scene: Scene, { event, who }: Moment): void {
  const { data } = event;
  const comment = data.get("param6")?.trim() || data.get("param3")?.trim();
  const account = accountText(who);
  const { texts } = scene.host;
  scene.host.asked = {
    time: event.time,
    record: event.record,
    by: texts.ownAll({
      ...(who.name === undefined ? {} : { username: who.name }),
      ...(who.domain === undefined ? {} : { domain: who.domain }),
      ...(account === undefined ? {} : { account }),
    }),
    reason: comment ? texts.own(comment) : undefined,
  };
  scene.counts.used += 1;
}

/** Somebody comes: the computer is up, and no shutdown that was asked for long ago is under way. */
export function isUp(scene: Scene, { event }: Moment): void {
  const { host } = scene;
  host.isDown = false;
  if (host.asked !== undefined && event.time - host.asked.time > CALLED_OFF) host.asked = undefined;
}

/** EventLog 6008 says of the start before it that it came without a shutdown, which nobody has to be told twice. */
export function unclean(scene: Scene, { event }: Moment): void {
  const { boot: start } = scene.host;
  if (start !== undefined && isNear(start, event.time)) scene.counts.used += 1;
  else scene.counts.loose += 1;
}

/** Somebody clears a log (1102: Security's own; 104: the one it names). */
export function clearLog(scene: Scene, moment: Moment): void {
  if (!scene.tellsEvents) return;
  const cells = scene.cells("log_cleared", moment, undefined, new Set([moment.word]));
  setAccount(cells, moment);
  const channel = moment.event.id === 1102 ? "Security" : moment.event.data.get("Channel");
  if (channel !== undefined && channel !== "") cells.reason = channel;
  scene.event(cells);
}
