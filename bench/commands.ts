import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Command } from "./measure.ts";

/** The output formats that are measured. */
export const measuredFormats = ["line-protocol", "jsonl", "csv", "utmpdump"] as const;

/** The floor: a Node that does nothing. */
export const bareNode: Command = { name: "node -e 0", line: [process.execPath, "-e", "0"] };

/** The program under test on a file. */
export function read(program: string, file: string, format: string): Command {
  return { name: `read --format ${format}`, line: [process.execPath, program, "read", file, "--format", format] };
}

/** What people use now, as far as it is on this machine. */
export function rivals(file: string): readonly Command[] {
  const known: readonly Command[] = [
    { name: "cat", line: ["cat", file] },
    { name: "utmpdump", line: ["utmpdump", file] },
    { name: "last -F -w", line: ["last", "-F", "-w", "-f", file] },
  ];
  return known.filter(({ line: [program] }) => isOnPath(program));
}

/** The program under test, pairing. */
export function sessionReaders(program: string, file: string): readonly Command[] {
  const ways = [
    ["--as", "sessions", "--format", "line-protocol"],
    ["--as", "sessions", "--format", "jsonl"],
    ["--as", "events", "--format", "line-protocol"],
    ["--format", "last", "-F", "-w"],
  ];
  return ways.map((way) => ({
    name: `read ${way.join(" ")}`,
    line: [process.execPath, program, "read", file, ...way] as const,
  }));
}

/** Who pairs logins now. */
export function sessionRivals(file: string): readonly Command[] {
  return rivals(file).filter(({ name }) => name.startsWith("last"));
}

/** The program under test, counting. */
export function summary(program: string, file: string): Command {
  const line = [process.execPath, program, "read", file, "--as", "summary", "--format", "jsonl"] as const;
  return { name: "read --as summary", line };
}

/** The program under test, looking who is logged in on a machine that is mounted at `root`. */
export function collect(program: string, machine: string, root: string): Command {
  const line = [process.execPath, program, "collect", "--root", root, "--format", "line-protocol"] as const;
  return { name: `collect, ${machine}`, line };
}

/** How failed logins are counted by name now, where there is a lastb. */
export function summaryRivals(file: string): readonly Command[] {
  const pipe = "lastb -f \"$0\" | awk '{print $1}' | sort | uniq -c";
  return isOnPath("lastb") ? [{ name: "lastb | awk | sort | uniq -c", line: ["sh", "-c", pipe, file] }] : [];
}

export function isOnPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
