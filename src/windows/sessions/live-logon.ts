import type { LogonSessionCells } from "../../model/logon.ts";
import { logonSessionId, tsSessionId } from "../../model/logon-id.ts";
import type { LoginType, SessionKind, SessionState } from "../../model/session.ts";
import { known } from "../known.ts";
import { isInteractive, logonTypeWords } from "../logon-type.ts";
import { CONSOLE, type Seat } from "./evidence.ts";
import { isNoiseGroup, type Stay } from "./merge.ts";

/** A session of Windows that is there now. */
export interface LiveLogon {
  /** `past`: closing, or leaked and over long ago; `noise`: the system's own. */
  readonly standing: "open" | "past" | "noise";
  readonly cells: LogonSessionCells & { readonly session: string; readonly sources: string };
}

/** What a stay does not say itself. */
export interface Surroundings {
  /** Microseconds since 1970, as all times. */
  readonly boot?: bigint | undefined;
  /** Whether anybody told everyone who sits before a session. */
  readonly witness: "heard" | "none";
}

/** The cells of a session: how it began from its logon, how it is reached now from its seat. */
export function liveLogon({ logons, seat }: Stay, { boot, witness }: Surroundings): LiveLogon {
  const [first, second] = logons;
  const words = first === undefined ? seatWords(seat) : logonTypeWords(first.type);
  const isNoisy = first !== undefined && isNoiseGroup([first]);
  const isLeaked = first !== undefined && isInteractive(first.type) && witness === "heard" && !isNoisy;
  const state: SessionState | undefined = seat === undefined ? (isLeaked ? "stale" : undefined) : seat.state;
  const cells = known<LiveLogon["cells"]>({
    session:
      first === undefined
        ? tsSessionId(seat?.session ?? 0, seat?.login)
        : logonSessionId(
            logons.map(({ id }) => id),
            boot,
          ),
    sources: [...(first === undefined ? [] : ["cim"]), ...(seat?.sources ?? [])].join(" "),
    username: first?.account?.name ?? seat?.name,
    domain: first?.account?.domain ?? seat?.domain,
    uid: first?.account?.sid,
    ...words,
    ...reachedBy(seat),
    state,
    line: state === "disconnected" ? undefined : seat?.station,
    login_time: first?.start ?? seat?.login,
    connect_time: seat?.connect,
    disconnect_time: state === "disconnected" ? seat?.disconnect : undefined,
    idle_s: seat?.idle,
    src_host: seat?.client,
    src_ip: seat?.address,
    logon_id: first?.id,
    linked_logon_id: second?.id,
    ts_session: seat?.session,
    logon_authentication_package_name: first?.package,
  });
  const isPast = state === "stale" || state === "closing";
  return { standing: isNoisy ? "noise" : isPast ? "past" : "open", cells };
}

/** How a seat without a logon began, nobody knows; how it is reached now is the best that can be said. */
function seatWords(seat: Seat | undefined): { readonly login_type?: LoginType } {
  const { kind } = reachedBy(seat);
  if (kind === undefined) return {};
  return { login_type: kind === "console" ? "interactive" : "rdp" };
}

function reachedBy(seat: Seat | undefined): { readonly kind?: SessionKind } {
  if (seat?.station === undefined || seat.state === "disconnected") return {};
  return { kind: seat.station === CONSOLE ? "console" : "rdp" };
}
