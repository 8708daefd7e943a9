import { type LogonEventCells, type LogonSessionCells, logonTypes } from "../model/logon.ts";
import { isNoise } from "./noise.ts";

/** Whether a row is about a logon of the system itself. */
export function isNoiseRow({ uid, username, logon_type, logon_id }: LogonEventCells | LogonSessionCells): boolean {
  const logonType = (logonTypes as readonly unknown[]).indexOf(logon_type);
  return isNoise({
    sid: textOf(uid),
    name: textOf(username),
    logonId: textOf(logon_id),
    logonType: logonType < 0 ? undefined : logonType,
  });
}

function textOf(cell: LogonEventCells["uid"]): string | undefined {
  return typeof cell === "string" ? cell : undefined;
}
