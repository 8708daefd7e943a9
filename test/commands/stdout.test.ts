import { spawn, spawnSync } from "node:child_process";
import { closeSync, constants, openSync, readSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { program, whoflux } from "../kit/cli.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { file, folder, wtmp } from "./login-files.ts";

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
/** More than a pipe holds, sixteen times over. */
const path = file("long", wtmp(8_000));

const mkfifo = requireProgram("mkfifo", "a full pipe that does not block");

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What is in a pipe now, "" when nothing is; undefined at its end. */
function contents(fd: number, buffer: Uint8Array): Uint8Array | undefined {
  try {
    const length = readSync(fd, buffer);
    return length === 0 ? undefined : Uint8Array.from(buffer.subarray(0, length));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return new Uint8Array();
    throw error;
  }
}

describe("whoflux read: what stdout may be", (test) => {
  if (mkfifo === undefined) return test.skip("a pipe that somebody made non-blocking");

  test("a full pipe that somebody made non-blocking is waited for: nothing is lost, nothing comes twice", async () => {
    const pipe = join(folder, "pipe");
    assert.is(spawnSync(mkfifo, [pipe]).status, 0);
    const reader = openSync(pipe, O_RDONLY | O_NONBLOCK);
    const writer = openSync(pipe, O_WRONLY | O_NONBLOCK);
    // Node makes what it hands on as stdout block again; a shell leaves it as it is.
    const command = 'exec "$0" "$1" read "$2" >&3 3>&-';
    const child = spawn("sh", ["-c", command, process.execPath, program, path], {
      stdio: ["ignore", "ignore", "pipe", writer],
    });
    closeSync(writer);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));

    const pieces: Uint8Array[] = [];
    const buffer = new Uint8Array(16 * 1024);
    for (let piece = contents(reader, buffer); piece !== undefined; piece = contents(reader, buffer)) {
      pieces.push(piece);
      await pause(1);
    }
    closeSync(reader);
    assert.equal([await ended, stderr], [0, ""]);
    assert.ok(Buffer.concat(pieces).equals(Buffer.from(whoflux(["read", path]).stdout, "latin1")));
  });

  test("a file that takes no more is a failure that is told", () => {
    if (process.platform !== "linux") return missing("/dev/full", "a full file system under stdout");
    const shell = spawnSync("sh", ["-c", `"${process.execPath}" "${program}" read "${path}" > /dev/full`], {
      encoding: "utf8",
    });
    assert.is(shell.status, 1);
    assert.is(shell.stderr, "whoflux: stdout: cannot write (ENOSPC)\n");
  });
});
