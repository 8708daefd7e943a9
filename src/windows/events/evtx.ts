import { WhofluxError } from "../../model/error.ts";
import type { Report } from "../../model/report.ts";
import { AskError, type Windows } from "../ask.ts";
import type { WindowsEvent } from "./event.ts";
import { parseLoneXml } from "./parse-xml.ts";
import type { Tally } from "./tally.ts";

/** Events that are asked for at a time. */
const MOST = 256;

/** So often in a row the child may end without giving an event. */
const ATTEMPTS = 3;

/** Reading an .evtx file. */
export interface EvtxReading {
  readonly windows: Windows;
  readonly report: Pick<Report, "skip">;
  readonly tally: Tally;
  /** The events looked for: at most twenty. */
  readonly ids: readonly number[];
}

/** Whether a file begins like an .evtx file. */
export function isEvtx(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 8)).toString("latin1") === "ElfFile\0";
}

/** The error of an .evtx file where nobody can read it. */
export function evtxNeedsWindows(path: string): WhofluxError {
  const cure =
    "export it on Windows: wevtutil qe FILE.evtx /lf:true /f:xml /uni:true > FILE.xml; or name a --powershell";
  return new WhofluxError("E_FORMAT", "is an .evtx file, which Windows alone reads", { path, cure });
}

/**
 * The events of an .evtx file in the order of their records, read by Windows itself through its PowerShell. When the
 * child ends in between, reading goes on behind the last record. Throws WhofluxError E_SOURCE when it does not get on.
 */
export async function* readEvtx(path: string, reading: EvtxReading): AsyncGenerator<WindowsEvent[]> {
  let after = 0n;
  for (let failures = 0; ; ) {
    try {
      for await (const texts of textsBehind(path, after, reading)) {
        const events = eventsOf(path, texts, reading);
        const last = texts.length === 0 ? after : lastRecord(texts, after);
        if (last > after) failures = 0;
        after = last;
        yield events;
      }
      return;
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      failures += 1;
      if (failures >= ATTEMPTS || isHopeless(error)) throw unreadable(path, after, error);
    }
  }
}

async function* textsBehind(path: string, after: bigint, reading: EvtxReading): AsyncGenerator<readonly string[]> {
  const { windows, ids } = reading;
  const { reader } = await windows.ask("open", { log: path, kind: "file", after: String(after), ids });
  try {
    for (;;) {
      const { events } = await windows.ask("next", { reader, most: MOST });
      if (events.length === 0) return;
      yield events;
    }
  } finally {
    // A child that has ended holds no reader any more.
    await windows.ask("close", { reader }).catch(() => {});
  }
}

function eventsOf(path: string, texts: readonly string[], { report, tally }: EvtxReading): WindowsEvent[] {
  const events: WindowsEvent[] = [];
  for (const text of texts) {
    const where = `record ${recordOf(text) ?? "without a number"}`;
    const { event, fault } = parseLoneXml(text, (reason) => report.skip({ path, where, lost: "value", reason }));
    if (event !== undefined) events.push(event);
    else if (fault !== undefined) report.skip({ path, where, reason: fault });
    else tally.other += 1;
  }
  return events;
}

/** The number of a record by its text alone: an event that cannot be read has one too. */
function recordOf(text: string): bigint | undefined {
  const [, number] = /<EventRecordID>(\d{1,19})<\/EventRecordID>/.exec(text) ?? [];
  return number === undefined ? undefined : BigInt(number);
}

function lastRecord(texts: readonly string[], after: bigint): bigint {
  return texts.reduce((last, text) => {
    const record = recordOf(text) ?? last;
    return record > last ? record : last;
  }, after);
}

/** Whether asking again cannot help. */
function isHopeless({ fault }: AskError): boolean {
  return fault === "start" || fault === "language" || fault === "closed";
}

function unreadable(path: string, last: bigint, error: AskError): WhofluxError {
  const found = `${error.fault}: ${error.detail}`;
  const place = last === 0n ? "it" : `all of it behind record ${last}`;
  const cure = "export it on Windows: wevtutil qe FILE.evtx /lf:true /f:xml /uni:true > FILE.xml";
  return new WhofluxError("E_SOURCE", `PowerShell cannot read ${place}`, { path, found, cure, cause: error });
}
