import { WhofluxError } from "../../model/error.ts";
import type { Report } from "../../model/report.ts";
import type { ByteSource } from "../../unix/open/byte-source.ts";
import { openSource } from "../../unix/open/open.ts";
import { UntilFault } from "../../unix/open/until-fault.ts";
import type { Windows } from "../ask.ts";
import { channelWords, knownIds } from "../stories/known.ts";
import type { WindowsEvent } from "./event.ts";
import { EventTexts, type Syntax } from "./event-texts.ts";
import { evtxNeedsWindows, isEvtx, readEvtx } from "./evtx.ts";
import type { Tally } from "./tally.ts";
import { inOrder, reordered } from "./text-log.ts";
import { TextWindow } from "./text-window.ts";

/** What reading logs takes. */
export interface LogReading {
  readonly report: Report;
  readonly tally: Tally;
  /** Who reads .evtx files; absent: nobody. */
  readonly windows?: Windows;
  /** Events held to put disorder right, in each log. */
  readonly size: number;
}

/** Events of one log in the order of their times, some at a time. What stops reading is thrown as WhofluxError. */
export type Batches = AsyncGenerator<WindowsEvent[]>;

/** Ids that are asked for in one query. */
const IDS = 20;

/**
 * Opens a file of events, whatever it is written in; an .evtx file is several logs, each with its share of the ids.
 * Throws WhofluxError: E_SOURCE when it cannot be opened, E_FORMAT when it holds no events of Windows.
 */
export async function openLog(input: string | ByteSource, reading: LogReading): Promise<Batches[]> {
  const { report } = reading;
  const opened = typeof input === "string" ? await openSource(input, (message) => report.notice(message)) : input;
  const source = new UntilFault(opened);
  try {
    const window = await TextWindow.open(source);
    const head = window.bytesOf(0, window.end);
    if (isEvtx(head)) {
      source.close();
      return evtxLogs(source, reading);
    }
    if (head.length === 0) {
      if (source.fault !== undefined) throw source.fault;
      report.notice(`${source.path}: empty file, no events`);
      source.close();
      return [];
    }
    return [textLog(source, window, syntaxOf(source.path, window), reading)];
  } catch (error) {
    source.close();
    throw error;
  }
}

async function* textLog(source: UntilFault, window: TextWindow, syntax: Syntax, reading: LogReading): Batches {
  const { report, tally, size } = reading;
  const texts = new EventTexts(window, syntax, { path: source.path, report, tally });
  try {
    yield* inOrder(texts, source, { size, report });
    if (source.fault !== undefined) throw source.fault;
    if (texts.found === 0) report.notice(`${source.path}: no events`);
  } finally {
    source.close();
  }
}

function evtxLogs(source: ByteSource, { windows, report, tally, size }: LogReading): Batches[] {
  const { path } = source;
  if (windows === undefined) throw evtxNeedsWindows(path);
  if (source.container !== "plain" || source.canReopen !== true) {
    const cure = "save it as a plain file and name that";
    throw new WhofluxError("E_FORMAT", "is an .evtx file that is compressed or comes from a pipe", { path, cure });
  }
  const all = [...new Set(channelWords.flatMap(knownIds))].sort((one, other) => one - other);
  const shares = Array.from({ length: Math.ceil(all.length / IDS) }, (_, share) =>
    all.slice(share * IDS, (share + 1) * IDS),
  );
  return shares.map((ids) => reordered(readEvtx(path, { windows, report, tally, ids }), path, { size, report }));
}

/** Tells the syntax by the first line that shows it: the one above may be damaged. */
function syntaxOf(path: string, { shape, end }: TextWindow): Syntax {
  const head = shape.toString("latin1", 0, end).replace(/^(?:\xef\xbb\xbf|\xff)/, "");
  const line = /^[ \t]*(?:(<(?:\?xml|Events?)[\s>])|["{].*["}]\s*$)/m.exec(head);
  if (line !== null) return line[1] === undefined ? "json" : "xml";
  if (/^\s*["{]/.test(head)) return "json";
  if (/^\s*<|<Event[\s>]/.test(head)) return "xml";
  const expected = "XML of events, or JSON Lines of them";
  const cure = "export a log with wevtutil qe LOG /f:xml /uni:true";
  throw new WhofluxError("E_FORMAT", "holds no events of Windows", { path, expected, cure });
}
