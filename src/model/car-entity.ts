import type { Entity, Field } from "./entity.ts";
import { actions, eventCells } from "./event.ts";
import { logonEventCells } from "./logon.ts";
import type { Platform } from "./platform.ts";
import { loginTypes } from "./session.ts";

/**
 * The user_session object of MITRE CAR, in its newer form: five actions, `login_id`, `login_type`. `dest_ip` and `dest_port`
 * are in no log, so they are always missing. `time` stands in front, for CAR leaves it to whoever stores the object.
 */
export function carEntity(platform: Platform): Entity {
  return view([
    { name: "action", cell: eventCells.action, kind: "name", names: actions },
    ...host(platform),
    { name: "login_successful", cell: eventCells.login_successful, kind: "boolean" },
    { name: "login_type", cell: eventCells.login_type, kind: "name", names: loginTypes },
    { name: "src_ip", cell: eventCells.src_ip, kind: "address" },
    ...idAndPort(platform, "login_id"),
    { name: "uid", cell: eventCells.uid, kind: "text" },
    user(platform),
  ]);
}

/** The actions of the older form, behind ours: the index is the row's number. */
export const olderCarActions = [...actions, ...loginTypes] as const;

/**
 * The user_session object of MITRE CAR, in its older form: how somebody logged in is the action (`interactive`, `local`,
 * `rdp`, `remote`), and the id is `logon_id`. It has no word for a login that failed.
 */
export function olderCarEntity(platform: Platform): Entity {
  return view([
    { name: "action", cell: eventCells.action, kind: "name", names: olderCarActions },
    ...host(platform),
    { name: "src_ip", cell: eventCells.src_ip, kind: "address" },
    ...idAndPort(platform, "logon_id"),
    user(platform),
  ]);
}

/** Its name without the domain is the one of `--host` on Unix, the event's own on Windows. */
function host(platform: Platform): readonly Field[] {
  return platform === "unix" ? [] : [{ name: "hostname", cell: logonEventCells.host, kind: "text" }];
}

/** What only Windows tells; `id`: what the form calls a logon id. */
function idAndPort(platform: Platform, id: "login_id" | "logon_id"): readonly Field[] {
  if (platform === "unix") return [];
  return [
    { name: id, cell: logonEventCells.logon_id, kind: "text" },
    { name: "src_port", cell: logonEventCells.src_port, kind: "integer" },
  ];
}

function user(platform: Platform): Field {
  return platform === "windows"
    ? { name: "user", cell: logonEventCells.account, kind: "text", isVisible: true }
    : { name: "user", cell: eventCells.username, kind: "text" };
}

function view(fields: readonly Field[]): Entity {
  return {
    computer: "hostname",
    fields: [{ name: "time", cell: eventCells.time, kind: "time" }, ...fields],
    measurement: "logon_event",
    timestamp: "time",
    tags: [],
    lineFields: [],
    table: [],
  };
}
