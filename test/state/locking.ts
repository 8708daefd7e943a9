import { openSync, rmSync } from "node:fs";
import { processFacts } from "../../src/commands/process-facts.ts";
import { type Lock, takeLock } from "../../src/state/lock.ts";

//  Tries to take a lock at each `go` on standard input, and keeps it until `release`, or until it is killed: while it is
//  held, nobody else may make the file that is its witness.

const [path = "", witness = ""] = process.argv.slice(2);
let lock: Lock | undefined;

function answer(): string {
  try {
    lock = takeLock(path, processFacts);
  } catch (error) {
    return `refused ${(error as Error).message}`;
  }
  try {
    openSync(witness, "wx");
    return "taken";
  } catch {
    return "doubled";
  }
}

process.stdout.write("ready\n");
process.stdin.on("data", (word) => {
  if (word.toString().startsWith("go")) process.stdout.write(`${answer()}\n`);
  else {
    if (lock !== undefined) rmSync(witness, { force: true });
    lock?.release();
    lock = undefined;
    process.stdout.write("released\n");
  }
});
process.stdin.on("end", () => process.exit());
