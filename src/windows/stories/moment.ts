import { logonId } from "../../model/logon-id.ts";
import type { WindowsEvent } from "../events/event.ts";
import { utcMicros } from "../utc-time.ts";
import { type Account, accountOf, accountOfText } from "./account.ts";
import { type ChannelWord, channelWordOf } from "./known.ts";

/** What an event tells. */
export type What =
  | "login"
  | "failure"
  | "logout"
  | "disconnect"
  | "reconnect"
  | "lock"
  | "unlock"
  | "screensaver_on"
  | "screensaver_off"
  | "boot"
  | "shutdown"
  | "shutdown asked for"
  | "log cleared"
  | "privileges"
  | "credentials"
  | "claims"
  | "shell"
  | "authenticated"
  | "connection"
  | "unclean shutdown"
  | "nothing";

/** An event with what the stories look at taken out of it. */
export interface Moment {
  readonly event: WindowsEvent;
  readonly word: ChannelWord;
  readonly what: What;
  /** The account that the event is about. */
  readonly who: Account;
  /** The logon id, as `logonId` writes it. */
  readonly id?: string;
  /** The other half of a UAC pair; the empty text: there is none. */
  readonly linked?: string;
  /** Microsoft's number of the logon type. */
  readonly type?: number;
  /** The terminal services' number of the session. */
  readonly ts?: number;
  /** LocalSessionManager 40: why it was disconnected. */
  readonly code?: number;
  /** Where it stands among the events of its computer: its time, but never before one that its log has in front of it. */
  place: bigint;
  /** It has been told together with an earlier event. */
  isTold: boolean;
}

/** What an event tells; one that no story is about tells nothing. */
export function momentOf(event: WindowsEvent): Moment {
  const word = channelWordOf(event.provider, event.id);
  const moment: Draft = {
    event,
    word: word ?? "system",
    what: "nothing",
    who: nobody,
    place: event.time,
    isTold: false,
  };
  if (word === "security") security(moment, event);
  else if (word === "lsm") terminalServices(moment, event);
  else if (word !== undefined) others(moment, event);
  return moment;
}

type Draft = { -readonly [K in keyof Moment]: Moment[K] };

const nobody: Account = {};

function security(moment: Draft, { id, data }: WindowsEvent): void {
  moment.what = securityEvents.get(id) ?? "nothing";
  if (id === 4778 || id === 4779) {
    moment.who = accountOf(data.get("AccountName"), data.get("AccountDomain"), undefined);
    setId(moment, data.get("LogonID"));
  } else if (id === 4672 || id === 1102) {
    moment.who = accountOf(data.get("SubjectUserName"), data.get("SubjectDomainName"), data.get("SubjectUserSid"));
    setId(moment, data.get("SubjectLogonId"));
  } else {
    moment.who = accountOf(data.get("TargetUserName"), data.get("TargetDomainName"), data.get("TargetUserSid"));
    setId(moment, data.get("TargetLogonId"));
  }
  setNumber(moment, "type", data.get("LogonType"));
  if (id !== 4624) setNumber(moment, "ts", data.get("SessionId"));
  else {
    const linked = data.get("TargetLinkedLogonId");
    if (linked !== undefined) moment.linked = logonId(linked) ?? "";
    if (moment.type === 7 || moment.type === 13) moment.what = "unlock";
  }
}

const securityEvents: ReadonlyMap<number, What> = new Map([
  [4608, "boot"],
  [4624, "login"],
  [4625, "failure"],
  [4626, "claims"],
  [4634, "logout"],
  [4647, "logout"],
  [4648, "credentials"],
  [4672, "privileges"],
  [4778, "reconnect"],
  [4779, "disconnect"],
  [4800, "lock"],
  [4801, "unlock"],
  [4802, "screensaver_on"],
  [4803, "screensaver_off"],
  [4964, "privileges"],
  [1102, "log cleared"],
]);

function terminalServices(moment: Draft, { id, data }: WindowsEvent): void {
  moment.what = sessionEvents.get(id) ?? "nothing";
  moment.who = accountOfText(data.get("User"));
  setNumber(moment, "ts", data.get("SessionID") ?? data.get(id === 39 ? "TargetSession" : "Session"));
  if (id === 40) setNumber(moment, "code", data.get("Reason"));
}

const sessionEvents: ReadonlyMap<number, What> = new Map([
  [21, "login"],
  [22, "shell"],
  [23, "logout"],
  [24, "disconnect"],
  [25, "reconnect"],
  [39, "disconnect"],
  [40, "disconnect"],
]);

function others(moment: Draft, { id, data }: WindowsEvent): void {
  moment.what = otherEvents.get(id) ?? "nothing";
  if (id === 7001 || id === 7002) {
    moment.who = accountOf(undefined, undefined, data.get("UserSid"));
    setNumber(moment, "ts", data.get("TSId"));
  } else if (id === 1149) moment.who = accountOf(data.get("Param1"), data.get("Param2"), undefined);
  else if (id === 1074) moment.who = accountOfText(data.get("param7"));
  else if (id === 104) {
    moment.who = accountOf(data.get("SubjectUserName"), data.get("SubjectDomainName"), undefined);
  }
}

const otherEvents: ReadonlyMap<number, What> = new Map([
  [7001, "login"],
  [7002, "logout"],
  [12, "boot"],
  [13, "shutdown"],
  [6005, "boot"],
  [6006, "shutdown"],
  [6008, "unclean shutdown"],
  [1074, "shutdown asked for"],
  [104, "log cleared"],
  [1149, "authenticated"],
  [131, "connection"],
]);

/** When the computer started, in microseconds, as the event of a boot says it. */
export function bootTime({ event }: Moment): bigint {
  return (event.id === 12 ? utcMicros(event.data.get("StartTime") ?? "") : undefined) ?? event.time;
}

function setId(moment: Draft, text: string | undefined): void {
  const id = text === undefined ? undefined : logonId(text);
  if (id !== undefined) moment.id = id;
}

function setNumber(moment: Draft, field: "type" | "ts" | "code", text: string | undefined): void {
  if (text !== undefined && /^\d{1,10}$/.test(text)) moment[field] = Number(text);
}
