import { WhofluxError } from "../../model/error.ts";
import type { ChannelsAnswer } from "../ask.ts";
import { type ChannelWord, channelNames } from "../stories/known.ts";
import type { Extent } from "./place.ts";

/** How a channel is: what it holds, or why that is not known. */
export type ChannelLook =
  | { readonly status: "readable"; readonly extent: Extent; readonly fault?: WhofluxError }
  | { readonly status: "missing" | "closed"; readonly fault: WhofluxError };

/** What the answer of the verb `channels` says of one channel. Whatever the child says, a look comes of it. */
export function lookAtChannel({ channels }: ChannelsAnswer, channel: ChannelWord): ChannelLook {
  const path = channelNames[channel];
  const found = channels.find(({ name }) => name === path);
  if (found === undefined) return { status: "closed", fault: faultOf(path, "was not answered for") };
  const { problem, enabled } = found;
  if (problem !== null) return problemOf(path, problem);
  const extent = { oldest: recordOf(found.oldest), newest: recordOf(found.newest) };
  if (enabled !== false) return { status: "readable", extent };
  const cure = `wevtutil set-log "${path}" /enabled:true`;
  return { status: "readable", extent, fault: faultOf(path, "is switched off: nothing is written to it", cure) };
}

function problemOf(path: string, problem: string): ChannelLook {
  if (/NotFound/i.test(problem)) return { status: "missing", fault: faultOf(path, "is not on this computer") };
  const isClosed = /Unauthorized|AccessDenied/i.test(problem);
  if (!isClosed) return { status: "closed", fault: faultOf(path, `cannot be read: ${problem}`) };
  return { status: "closed", fault: faultOf(path, "may not be read", readersCure) };
}

/** Who may read event logs. The group's name is another in each language, its SID is not. */
const readersCure =
  "run as administrator, or make the account a member of the group Event Log Readers (S-1-5-32-573) and log in again";

function recordOf(text: string | null): bigint | null {
  return text !== null && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}

function faultOf(path: string, problem: string, cure?: string): WhofluxError {
  return new WhofluxError("E_SOURCE", problem, { path, ...(cure === undefined ? {} : { cure }) });
}
