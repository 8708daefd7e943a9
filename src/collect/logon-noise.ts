import { type LogonEventCells, logonTypes } from "../model/logon.ts";
import { isNoise } from "../windows/noise.ts";

/** Whether an event is about a logon of the system itself, as in a snapshot. */
export function isNoisy({ uid, username, logon_type, logon_id }: LogonEventCells): boolean {
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
