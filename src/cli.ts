#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { exitCodes } from "./commands/exit-codes.ts";
import { commands } from "./commands/index.ts";
import { say } from "./log.ts";
import { WhofluxError } from "./model/error.ts";
import { ClosedPipe, writeStdout } from "./sinks/stdout.ts";

function help(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}  ${summary}\n`);
  return `usage: whoflux COMMAND [OPTION…] [FILE…]\n\n${rows.join("")}\n\`whoflux COMMAND --help\` shows the options of a command; \`whoflux --version\` the version.\n`;
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return `${version}\n`;
}

async function main([name = "--help", ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h" || name === "help") writeStdout(Buffer.from(help()));
  else if (name === "--version" || name === "-V") writeStdout(Buffer.from(version()));
  else {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new WhofluxError("E_USAGE", `no command ${name}`, { expected: Object.keys(commands).join(", ") });
    }
    return (await command.load()).run(args);
  }
  return exitCodes.done;
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (error instanceof WhofluxError) {
      say(error.message);
      process.exitCode = error.code === "E_USAGE" ? exitCodes.usage : exitCodes.failed;
    } else if (!(error instanceof ClosedPipe)) throw error;
  }
  // All output was written synchronously, so nothing can be cut here; without this, Node would wait some milliseconds for
  // the engine to finish optimising code that will not run again.
  process.exit();
}

// No await: the command is bundled as CommonJS, which starts sooner.
void run();
