import { logonSessionId } from "../../model/logon-id.ts";
import { isInteractive, logonTypeWords } from "../logon-type.ts";
import { isSameAccount } from "./account.ts";
import { SIGHT } from "./delay-line.ts";
import type { ChannelWord } from "./known.ts";
import type { Moment } from "./moment.ts";
import type { OpenSession, Origin } from "./open-session.ts";
import { originOf, reachOf } from "./origin.ts";
import { setAttributes } from "./ossem.ts";
import { serves } from "./passing.ts";
import { type Scene, tellerOf } from "./scene.ts";
import { setAccount, setOrigin, setType } from "./told.ts";

/** Microseconds between the two logons of an administrator. */
const PAIR = 1_000_000n;

/** Logon ids that each computer has, and each of the system's services logs on with once more. */
const shared: ReadonlySet<string> = new Set(["0x3e3", "0x3e4", "0x3e5", "0x3e6", "0x3e7"]);

/** A logon of the Security log (4624), but for one that unlocks; `early`: what the terminal services told before it. */
export function logOn(scene: Scene, moment: Moment, early?: Moment): void {
  const { host } = scene;
  const { id, type, event } = moment;
  const words = new Set<ChannelWord>([moment.word]);
  const known = host.byId(id);
  if (known !== undefined) {
    if (shared.has(id ?? "")) {
      // One more logon of the system's own accounts is a moment of the session that they have had since the start.
      known.count += 1;
      tellLogin(scene, moment, known, words);
      return;
    }
    const apart = event.time - known.login;
    if (isSameAccount(known.who, moment.who) && apart <= SIGHT && apart >= -SIGHT) {
      scene.counts.used += 1;
      return;
    }
    // Ids are given once until the next boot: there was one that nothing told.
    const time = event.time > known.login ? event.time : known.login;
    scene.end(known, { time, endedBy: "next_login", pairedBy: "logon_id" }, tellerOf(moment), words);
  }
  const isSeat = type !== undefined && isInteractive(type);
  const half = isSeat ? halfOf(scene, moment) : undefined;
  if (isSeat && serves(scene, moment, half)) return;
  if (half !== undefined) scene.join(half, words);
  if (early !== undefined) words.add(early.word);
  const isFree = (other: string | undefined): boolean => other !== undefined && other !== "" && !host.byId(other);
  const ids = [...new Set([id, moment.linked, half?.id])].filter(isFree);
  const session = openedBy(scene, moment, ids as string[], words, early);
  if (id !== undefined) host.add(session);
  tellLogin(scene, moment, session, words);
}

/** The other logon of an administrator: same account and type at the same moment, and linked where events tell of links. */
function halfOf(scene: Scene, moment: Moment): Moment | undefined {
  const { id, linked, type, who, event } = moment;
  if (linked === "") return undefined;
  return scene.next(moment, (other) => {
    if (other.event.id !== 4624 || other.type !== type || other.id === id || !isSameAccount(other.who, who))
      return false;
    const apart = other.event.time - event.time;
    if (apart > PAIR || apart < -PAIR || other.linked === "") return false;
    return (linked === undefined || linked === other.id) && (other.linked === undefined || other.linked === id);
  });
}

function openedBy(
  scene: Scene,
  moment: Moment,
  ids: readonly string[],
  words: Set<ChannelWord>,
  early: Moment | undefined,
): OpenSession {
  const { host } = scene;
  const { type, event, who } = moment;
  const { login_type, kind } = type === undefined ? {} : logonTypeWords(type);
  const sorted = ids.length < 2 ? ids : [...ids].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
  const isSeat = type !== undefined && isInteractive(type);
  const others = isSeat ? terminalTales(scene, moment, words, early) : [];
  const told = Object.assign({}, ...others.map(originOf), originOf(moment)) as Origin;
  const isRemote = kind === "rdp" || others.some((other) => reachOf(other) === "remote");
  const origin = host.hints.take({ time: event.time, name: who.name, origin: told, isRemote }, words);
  return {
    session: sorted.length === 0 ? "" : logonSessionId(sorted, host.boot),
    login: event.time,
    record: event.record,
    who: host.texts.ownAll(who),
    ids: sorted,
    type,
    authentication: host.texts.own(event.data.get("AuthenticationPackageName")?.trim() ?? "") || undefined,
    loginType: login_type,
    isSeat,
    words: new Set(words),
    count: 1,
    ts: others[0]?.ts,
    kind: kind === "network" && isSsh(moment) ? "ssh" : kind,
    line: undefined,
    origin: origin.host === undefined ? origin : host.texts.ownAll(origin),
    away: undefined,
    back: undefined,
    reason: undefined,
  };
}

/** What the terminal services and Winlogon tell of the same login. */
function terminalTales(scene: Scene, moment: Moment, words: Set<ChannelWord>, early: Moment | undefined): Moment[] {
  const others = early === undefined ? [] : [early];
  for (const word of ["lsm", "system"] as const) {
    if (early?.word === word) continue;
    const other = scene.next(
      moment,
      (one) => one.what === "login" && one.word === word && isSameAccount(one.who, moment.who),
      (one) => one.what === "logout" && isSameAccount(one.who, moment.who),
    );
    if (other === undefined || (others.length > 0 && other.ts !== others[0]?.ts)) continue;
    scene.join(other, words);
    others.push(other);
  }
  return others;
}

function tellLogin(scene: Scene, moment: Moment, session: OpenSession, words: Set<ChannelWord>): void {
  const claims = claimsOf(scene, moment, words);
  if (!scene.tellsEvents) return;
  const cells = scene.cells("login", moment, session, words);
  if (session.session === "") delete cells.session;
  cells.login_successful = 1;
  if (session.login !== moment.event.time) cells.login_time = session.login;
  if (session.type !== moment.type) setType(cells, moment.type);
  setAttributes(cells, moment.event);
  for (const claim of claims) {
    for (const [field, name] of claimFields) {
      const text = claim.event.data.get(name)?.trim();
      if (text !== undefined && text !== "" && text !== "-")
        cells[field] = cells[field] === undefined ? text : `${cells[field]}\n${text}`;
    }
  }
  scene.event(cells);
}

const claimFields = [
  ["logon_user_claims", "UserClaims"],
  ["logon_device_claims", "DeviceClaims"],
] as const;

/** The claims of a logon, which may need several events. */
function claimsOf(scene: Scene, moment: Moment, words: Set<ChannelWord>): Moment[] {
  const claims: Moment[] = [];
  if (scene.host.line.claims === 0 || moment.id === undefined) return claims;
  scene.host.line.ahead(moment, (other) => {
    if (other.what !== "claims" || other.id !== moment.id) return false;
    claims.push(other);
    return claims.length >= Number(other.event.data.get("EventCountTotal") ?? 1);
  });
  for (const claim of claims) scene.join(claim, words);
  return claims;
}

/** A logon that failed: it has no session. */
export function failToLogOn(
  scene: Scene,
  moment: Moment,
  setReason: (cells: ReturnType<Scene["cells"]>) => void,
): void {
  const { event, who, type } = moment;
  const words = new Set<ChannelWord>([moment.word]);
  const arrival = { time: event.time, name: who.name, origin: originOf(moment), isRemote: type === 10 || type === 12 };
  const origin = scene.host.hints.take(arrival, words);
  if (!scene.tellsEvents) return;
  const cells = scene.cells("login", moment, undefined, words);
  cells.login_successful = 0;
  setAccount(cells, moment);
  setType(cells, type);
  if (cells.kind === "network" && isSsh(moment)) cells.kind = "ssh";
  setOrigin(cells, origin);
  setAttributes(cells, event);
  setReason(cells);
  scene.event(cells);
}

/** Whether OpenSSH's server asked for the logon. */
function isSsh({ event }: Moment): boolean {
  return (
    event.data.get("LogonProcessName")?.trim().toLowerCase() === "sshd" ||
    SSHD.test(event.data.get("ProcessName") ?? "")
  );
}

const SSHD = /(?:^|\\)sshd(?:-session|-auth)?\.exe$/i;
