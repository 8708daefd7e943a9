import { WhofluxError } from "../../model/error.ts";
import { AskError, type ChannelsAnswer, type Windows } from "../../windows/ask.ts";
import { askFault } from "../../windows/ask-fault.ts";
import { type ChannelLook, lookAtChannel } from "../../windows/follow/extents.ts";
import { type ChannelWord, channelNames } from "../../windows/stories/known.ts";
import type { LogFinding } from "./diagnosis.ts";
import { eventsBehind } from "./events-behind.ts";

/** Looks at event logs: which can be read, and how far back each goes. */
export async function findLogs(windows: Windows, logs: readonly ChannelWord[]): Promise<LogFinding[]> {
  const answer = await windows.ask("channels", { names: logs.map((log) => channelNames[log]) }).catch(askedInVain);
  const findings: LogFinding[] = [];
  for (const log of logs) findings.push(await findLog(windows, log, answer));
  return findings;
}

async function findLog(windows: Windows, log: ChannelWord, answer: ChannelsAnswer | WhofluxError): Promise<LogFinding> {
  const path = channelNames[log];
  if (answer instanceof WhofluxError) return { log, path, status: "failed", ...factsOf(answer) };
  const look = lookAtChannel(answer, log);
  if (look.status !== "readable") return { log, path, status: statusOf(look), ...factsOf(look.fault) };
  const { oldest, newest } = look.extent;
  const count = answer.channels.find(({ name }) => name === path)?.records;
  const records = typeof count === "string" && /^\d{1,15}$/.test(count) ? { records: Number(count) } : {};
  if (newest === null)
    return { log, path, status: look.fault === undefined ? "empty" : "partial", ...factsOf(look.fault) };
  try {
    const [first] = await eventsBehind(windows, path, oldest === null || oldest === 0n ? 0n : oldest - 1n);
    const [last] = await eventsBehind(windows, path, newest - 1n);
    const span = { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
    return { log, path, status: statusOf(look), ...records, ...span, ...factsOf(look.fault) };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { log, path, status: "partial", ...records, ...factsOf(askFault(error)) };
  }
}

function statusOf({ status, fault }: ChannelLook): LogFinding["status"] {
  if (status === "readable") return fault === undefined ? "ok" : "partial";
  if (status === "missing") return "missing";
  return fault.problem === "may not be read" ? "unreadable" : "failed";
}

function factsOf(fault: WhofluxError | undefined): Pick<LogFinding, "problem" | "cure"> {
  if (fault === undefined) return {};
  const { found, cure } = fault.facts;
  const problem = found === undefined ? fault.problem : `${fault.problem} (found ${found})`;
  return { problem, ...(cure === undefined ? {} : { cure }) };
}

function askedInVain(error: unknown): WhofluxError {
  if (error instanceof AskError) return askFault(error);
  throw error;
}
