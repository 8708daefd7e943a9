import type { WindowsEvent } from "../../../src/windows/events/event.ts";

//  Stories once more, as plainly as they can be said, for events that nothing else is told of within ten seconds: a list of
//  who is there, searched from its end.

/** A row by a few of its fields, as text. */
export type Plain = Readonly<Record<string, string>>;

interface Presence {
  readonly id: string;
  readonly user: string;
  readonly type: string;
  readonly login: bigint;
  readonly boot: bigint | undefined;
}

/** Sessions and events of a history of one computer: 4624, 4634, 4647, 4778, 4779, Kernel-General 12 and 13. */
export function tellPlainly(events: readonly WindowsEvent[]): { sessions: Plain[]; events: Plain[] } {
  const sessions: Plain[] = [];
  const told: Plain[] = [];
  let present: Presence[] = [];
  let gone: string[] = [];
  let boot: bigint | undefined;
  let isDown = false;

  const isSeat = (type: string): boolean => type !== "3";
  const nameOf = (who: Presence): string => `${who.id}@${who.boot === undefined ? "" : who.boot / 1_000_000n}`;
  const of = (who: Presence): Plain => ({ user: who.user, session: nameOf(who) });
  const tell = (event: WindowsEvent, action: string, more: Plain): void => {
    told.push({ time: String(event.time), action, ...more });
  };
  const end = (who: Presence, event: WindowsEvent, endedBy: string): void => {
    present = present.filter((other) => other !== who);
    if (isSeat(who.type) || endedBy !== "logout") gone.push(who.id);
    const isTold = endedBy === "logout" || endedBy === "shutdown";
    sessions.push({
      ...of(who),
      login: String(who.login),
      ended_by: endedBy,
      [isTold ? "logout" : "before"]: String(event.time),
    });
    tell(event, "logout", { ...of(who), ended_by: endedBy });
  };

  for (const event of events) {
    const data = (name: string): string => event.data.get(name) ?? "";
    const user = data("TargetUserName") || data("AccountName");
    const id = data("TargetLogonId") || data("LogonID");
    const type = data("LogonType");
    const there = present.find((who) => who.id === id);
    // An id that nobody has may be the other half of somebody's.
    const isKnown = there !== undefined || gone.includes(id);
    const about = isKnown ? there : present.findLast((who) => who.user === user && isSeat(who.type));
    if (event.id === 12) {
      for (const who of present) end(who, event, "crash");
      [gone, boot, isDown] = [[], event.time, false];
      tell(event, "boot", {});
    } else if (event.id === 13) {
      if (isDown) continue;
      for (const who of present) end(who, event, "shutdown");
      isDown = true;
      tell(event, "shutdown", {});
    } else if (event.id === 4624) {
      isDown = false;
      if (there !== undefined) end(there, event, "next_login");
      gone = gone.filter((other) => other !== id);
      const who = { id, user, type, login: event.time, boot };
      present.push(who);
      tell(event, "login", of(who));
    } else if (event.id === 4634 || event.id === 4647) {
      if (there !== undefined) end(there, event, "logout");
      else if (!isDown && !gone.includes(id)) {
        if (type !== "3") gone.push(id);
        tell(event, "logout", { user });
      }
    } else {
      if (event.id === 4778) isDown = false;
      if (about !== undefined) tell(event, event.id === 4778 ? "reconnect" : "disconnect", of(about));
      else if (!gone.includes(id)) tell(event, event.id === 4778 ? "reconnect" : "disconnect", { user });
    }
  }
  const open = present.map((who) => ({ ...of(who), login: String(who.login) }));
  return { sessions: [...sessions, ...open], events: told };
}
