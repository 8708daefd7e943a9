import { spawnSync } from "node:child_process";
import { read } from "./commands.ts";

/**
 * Compares outputs before times: a fast wrong answer is worth nothing. Returns one sentence for each thing that holds,
 * and throws on one that does not.
 */
export function agree(program: string, file: string, records: number): readonly string[] {
  const lines = (text: string): number => text.split("\n").length - 1;
  for (const [format, header] of Object.entries({ "line-protocol": 0, jsonl: 0, csv: 1 })) {
    const found = lines(output(read(program, file, format).line)) - header;
    if (found !== records) throw new Error(`${format}: expected ${records} lines, found ${found}`);
  }
  const ours = output(read(program, file, "utmpdump").line);
  const said = [`${records} records are ${records} lines in line-protocol, jsonl and csv`];
  const theirs = spawnSync("utmpdump", [file], { encoding: "latin1", maxBuffer: 2 ** 30 });
  if (theirs.status !== 0) return said;
  if (theirs.stdout !== ours) throw new Error("read --format utmpdump differs from utmpdump");
  return [...said, "read --format utmpdump is what utmpdump prints, byte for byte"];
}

function output([file, ...args]: readonly [string, ...string[]]): string {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: "latin1", maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`${args.join(" ")}: exit code ${status}: ${stderr}`);
  return stdout;
}
