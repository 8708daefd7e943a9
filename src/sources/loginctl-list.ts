import { list, object, whole } from "../model/json-shape.ts";
import { byteText } from "./json-bytes.ts";
import type { LogindSession } from "./logind-session.ts";

/**
 * The sessions in what `loginctl --json=short list-sessions` prints. Leader and class are there from systemd 256 on; no
 * version tells when a session began. Throws E_SOURCE for what is no such list.
 */
export function listedSessions(answer: unknown): LogindSession[] {
  return list(answer, "list of sessions").map((entry) => {
    const { session, user, uid, tty, leader, class: kind, state } = object(entry, "session");
    return {
      id: byteText(session, "session"),
      user: byteText(user, "user"),
      uid: String(whole(uid, "uid")),
      ...(tty === undefined || tty === null || tty === "" ? {} : { tty: byteText(tty, "tty") }),
      ...(leader === undefined || leader === null ? {} : { leader: whole(leader, "leader") }),
      ...(kind === undefined || kind === null ? {} : { class: byteText(kind, "class") }),
      ...(state === undefined || state === null ? {} : { state: byteText(state, "state") }),
    };
  });
}
