/** What whoflux wants to know of a process, from `/proc/PID/stat` (proc(5)). */
export interface ProcStat {
  readonly comm: string;
  readonly parent: number;
  /** Terminal without `/dev/`; absent: the process has none. */
  readonly line?: string;
  /** Seconds from the machine's boot to the process's start. */
  readonly started: number;
}

/** Behind the name, which may itself hold blanks, parentheses and line breaks. */
const PARENT = 1;
const TTY = 4;
const START = 19;

/** Linux counts in hundredths on every machine that runs Node. */
const TICKS_PER_SECOND = 100;

/** Reads the line of `/proc/PID/stat`; undefined when it is none. */
export function parseProcStat(text: string): ProcStat | undefined {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  const words = text.slice(close + 2).split(" ");
  const [parent, tty, start] = [PARENT, TTY, START].map((index) => Number.parseInt(words[index] ?? "", 10));
  if (open < 0 || close < open || parent === undefined || tty === undefined || start === undefined) return undefined;
  if (Number.isNaN(parent + tty + start)) return undefined;
  const line = terminalOf(tty);
  return {
    comm: text.slice(open + 1, close),
    parent,
    started: start / TICKS_PER_SECOND,
    ...(line === undefined ? {} : { line }),
  };
}

/** Terminals by major device number: the first minor number that has the name, and the name (devices.txt). */
const drivers: readonly (readonly [major: number, minor: number, name: string])[] = [
  [4, 64, "ttyS"],
  [4, 0, "tty"],
  [166, 0, "ttyACM"],
  [188, 0, "ttyUSB"],
  [204, 64, "ttyAMA"],
  [229, 0, "hvc"],
];
const FIRST_PTS = 136;
const LAST_PTS = 143;

/** The name of a terminal by its device number as `tty_nr` packs it; 0 is no terminal. */
export function terminalOf(device: number): string | undefined {
  const major = (device >>> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  if (major >= FIRST_PTS && major <= LAST_PTS) return `pts/${(major - FIRST_PTS) * 256 + minor}`;
  const driver = drivers.find(([number, first]) => number === major && minor >= first);
  return driver === undefined ? undefined : `${driver[2]}${minor - driver[1]}`;
}
