import { openSync } from "node:fs";
import { processFacts } from "../../src/commands/process-facts.ts";
import { takeLock } from "../../src/state/lock.ts";

//  Tries to take a lock once a line is on standard input, and keeps it until it is killed: while it is held, nobody else
//  may make the file that is its witness.

const [path = "", witness = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
process.stdin.once("data", () => {
  try {
    takeLock(path, processFacts);
  } catch (error) {
    process.stdout.write(`refused ${(error as Error).message}\n`);
    return;
  }
  try {
    openSync(witness, "wx");
    process.stdout.write("taken\n");
  } catch {
    process.stdout.write("doubled\n");
  }
});
