import { list, object, text, whole } from "./json-shape.ts";
import type { LogindSession } from "./logind-session.ts";

/**
 * The sessions in what `loginctl --json=short list-sessions` prints. Leader and class are there from systemd 256 on; no
 * version tells when a session began. Throws E_SOURCE for what is no such list.
 */
export function listedSessions(answer: unknown): LogindSession[] {
  return list(answer, "list of sessions").map((entry) => {
    const { session, user, uid, tty, leader, class: kind, state } = object(entry, "session");
    return {
      id: text(session, "session"),
      user: text(user, "user"),
      uid: String(whole(uid, "uid")),
      ...(tty === undefined || tty === null || tty === "" ? {} : { tty: text(tty, "tty") }),
      ...(leader === undefined || leader === null ? {} : { leader: whole(leader, "leader") }),
      ...(kind === undefined || kind === null ? {} : { class: text(kind, "class") }),
      ...(state === undefined || state === null ? {} : { state: text(state, "state") }),
    };
  });
}
