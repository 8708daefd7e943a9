import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { openSource } from "../../src/unix/open/open.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { drain, history, inFolder } from "./open-kit.ts";

const content = history(700);
const program = new URL("./open-program.ts", import.meta.url).pathname;

/** Reads stdin or files in a process of its own, the way a shell would start it; answers its JSON lines. */
function inShell(script: string): { bytes: number; sum: string; error?: string; notices: string[] }[] {
  const run = `"${process.execPath}" --import "${import.meta.resolve("tsx")}" "${program}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["-c", script.replaceAll("READ", run)], { encoding: "utf8" });
  assert.is(status, 0, stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const sumOf = (bytes: Uint8Array): string => bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 0).toString();

describe("pipes", (test) => {
  if (process.platform === "win32") return test.skip("are another matter on Windows");

  test("stdin as a pipe, as a file, as a file read in part, compressed or not, gives the same", async () => {
    await inFolder((folder) => {
      writeFileSync(join(folder, "wtmp"), content);
      writeFileSync(join(folder, "wtmp.gz"), gzipSync(content));
      const part = content.subarray(38_400);
      const answers = inShell(`cd "${folder}"
        cat wtmp | READ -; READ - < wtmp; cat wtmp.gz | READ -; READ - < wtmp.gz; READ <(cat wtmp.gz) /dev/stdin < wtmp
        { head -c 38400 wtmp; cat wtmp; } | { head -c 38400 > /dev/null; cat; } | READ -
        { dd bs=38400 count=1 of=/dev/null status=none; READ -; } < wtmp`);
      assert.equal(
        answers.map(({ sum, error, notices }) => [sum, error, notices.length]),
        [...new Array(7).fill([sumOf(content), undefined, 0]), [sumOf(part), undefined, 0]],
      );
    });
  });

  test("a pipe whose writer has gone, /dev/null and a closed stdin end at once", () => {
    const answers = inShell("READ <(:); READ - < /dev/null; READ - <&-");
    assert.equal(
      answers.map(({ bytes, error }) => error ?? bytes),
      [0, 0, 0],
    );
  });

  test("a FIFO is waited for, which is said, and read when somebody writes", async () => {
    const mkfifo = requireProgram("mkfifo", "reading FIFOs");
    if (mkfifo === undefined) return;
    await inFolder(async (folder) => {
      const path = join(folder, "fifo");
      spawnSync(mkfifo, [path]);
      const notices: string[] = [];
      let writer: ReturnType<typeof spawn> | undefined;
      const notice = (text: string): void => {
        notices.push(text);
        writer = spawn("sh", ["-c", `cat > "${path}"`], { stdio: ["pipe", "ignore", "inherit"] });
        writer.stdin?.end(gzipSync(content));
      };
      const source = await openSource(path, notice, 20);
      const { bytes, error, container } = await drain(source);
      assert.equal([error, container, bytes.equals(content)], [undefined, "gzip", true]);
      assert.equal(notices, [`${path}: waiting for somebody to write`]);
      assert.ok(writer !== undefined);
    });
  });
});
