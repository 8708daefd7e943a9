import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { program, type Run, whoflux } from "../../kit/cli.ts";
import { inFolder } from "../../kit/databases.ts";
import { fixturesFolder } from "../../kit/history.ts";
import { identityOf, parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { parseAll } from "../../kit/telegraf-parser.ts";
import { rowsOf, sceneOf } from "./scenes.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const fake = here("scene-powershell.mjs");
const sceneFile = (name: string): string => fileURLToPath(new URL(`windows/sessions/${name}.json`, fixturesFolder));

function collect(scene: string, ...args: readonly string[]): Run {
  return whoflux(["collect", "--powershell", fake, ...args], { env: { WHOFLUX_SCENE: sceneFile(scene) } });
}

function json({ stdout }: Run): Record<string, unknown>[] {
  const text = Buffer.from(stdout, "latin1").toString("utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** Without what the moment of the run decides. */
function timeless({ time: _, duration_s: __, ...row }: Readonly<Record<string, unknown>>): object {
  return row;
}

//  A script is no program on Windows; there, the live tests ask Windows itself.
const isUnix = process.platform !== "win32";

describe("whoflux collect of Windows", (test) => {
  if (!isUnix) return test("is shown by the live tests", () => assert.is(process.platform, "win32"));

  for (const scene of ["german-admin", "two-remote", "leaked", "azure-ad", "noise"]) {
    test(`says through a child what a scene holds: ${scene}`, async () => {
      for (const include of ["open", "all"] as const) {
        const run = collect(scene, "--format", "jsonl", ...(include === "all" ? ["--all"] : []));
        assert.equal([run.status, run.stderr], [0, ""]);
        assert.equal(json(run).map(timeless), (await rowsOf(sceneOf(scene), { include })).map(timeless));
      }
    });
  }

  test("writes line protocol that every reader takes: sessions, numbers, sources", () => {
    const { status, stdout } = collect("two-remote", "--source", "cim,quser,wts");
    const points = parseLineProtocol(Buffer.from(stdout, "latin1").toString("utf8"));
    assert.is(status, 0);
    assert.equal(
      points.map(({ measurement, tags }) =>
        `${measurement} ${tags.get("username") ?? tags.get("source") ?? ""}`.trim(),
      ),
      [
        ...["logon_session amelie", "logon_session tobias", "logon_session amelie", "logon_summary"],
        ...["logon_collector cim", "logon_collector quser", "logon_collector wts"],
      ],
    );
    assert.is(new Set(points.map(identityOf)).size, points.length);
    assert.is(parseAll(stdout).length, points.length);
    const { fields } = points[3] ?? { fields: new Map() };
    assert.equal(
      ["n_users", "n_disconnected", "n_locked"].map((name) => fields.get(name)),
      [3n, 1n, 1n],
    );
  });

  test("asks only the sources that are named, in their own order", () => {
    const sources = (...names: readonly string[]): unknown[] =>
      json(collect("two-remote", "--as", "collector", "--format", "jsonl", ...names)).map(({ source }) => source);
    assert.equal(sources("--source", "wts,cim"), ["cim", "wts"]);
    assert.equal(sources(), ["cim", "quser", "wts"]);
  });

  test("chooses by user, place and terminal", () => {
    const who = (...args: readonly string[]): unknown[] =>
      json(collect("two-remote", "--format", "jsonl", ...args)).map(({ logon_id }) => logon_id);
    assert.equal(who("--user", "tobias"), ["0xa20c4"]);
    assert.equal(who("--from", "192.0.2.0/24"), ["0x91ab3"]);
    assert.equal(who("--line", "rdp-tcp#*"), ["0x91ab3"]);
    assert.is(who("--user", "!amelie").length, 1);
  });

  test("says on stderr what was not whole, and what cures it", () => {
    const { status, stderr } = collect("not-elevated");
    assert.is(status, 0);
    assert.match(
      stderr,
      /^W! whoflux: cim: Win32_LogonSession: without an administrator's full rights .*; run elevated, or as SYSTEM\n$/,
    );
  });

  test("ends with 1 when nothing of Windows answers, and says why", () => {
    const { status, stderr } = collect("no-powershell");
    assert.is(status, 1);
    assert.match(stderr, /^E! whoflux: no source tells who is logged in \(cim failed, quser failed, wts failed\)/);
    assert.match(stderr, /W! whoflux: cim: PowerShell cannot be started/);
  });

  test("execd answers from one child, again and again, and ends it", async () => {
    await inFolder(async (folder) => {
      const starts = join(folder, "starts");
      const env = { ...process.env, WHOFLUX_SCENE: sceneFile("two-remote"), WHOFLUX_STARTS: starts };
      const child = spawn(process.execPath, [program, "execd", "--powershell", fake], { stdio: "pipe", env });
      let text = "";
      const ended = new Promise((resolve) => child.on("close", resolve));
      for (const round of [1, 2, 3]) {
        child.stdin.write("\n");
        for await (const [chunk] of heard(child.stdout)) {
          text += chunk;
          if (text.split("logon_collector,source=wts").length > round && text.endsWith("\n")) break;
        }
      }
      child.stdin.end();
      assert.is(await ended, 0);
      const points = parseLineProtocol(text);
      assert.is(points.filter(({ measurement }) => measurement === "logon_session").length, 9);
      const [pid = "", ...others] = readFileSync(starts, "utf8").trim().split("\n");
      assert.equal(others, []);
      assert.throws(() => process.kill(Number(pid), 0), /ESRCH/);
    });
  });

  test("execd that is told to end while Windows does not answer ends at once, and its child with it", async () => {
    await inFolder(async (folder) => {
      const [scene, starts] = [join(folder, "scene.json"), join(folder, "starts")];
      writeFileSync(scene, JSON.stringify({ ...sceneOf("home"), logons: { fault: "hang" } }));
      const env = { ...process.env, WHOFLUX_SCENE: scene, WHOFLUX_STARTS: starts };
      const child = spawn(process.execPath, [program, "execd", "--powershell", fake], { stdio: "pipe", env });
      const ended = new Promise((resolve) => child.on("close", resolve));
      child.stdin.write("\n");
      while (!existsSync(starts)) await new Promise((resolve) => setTimeout(resolve, 20));
      const told = performance.now();
      child.kill("SIGTERM");
      assert.is(await ended, 0);
      assert.ok(performance.now() - told < 10_000, `${performance.now() - told} ms`);
      assert.throws(() => process.kill(Number(readFileSync(starts, "utf8")), 0), /ESRCH/);
    });
  });
});

/** Chunks as they come; leaving the loop leaves the stream open. */
async function* heard(stream: NodeJS.ReadableStream): AsyncGenerator<readonly [chunk: string]> {
  for (;;) {
    const chunk = await new Promise<string>((resolve) =>
      stream.once("data", (data: Buffer) => resolve(data.toString("latin1"))),
    );
    yield [chunk];
  }
}

describe("whoflux collect of Unix", (test) => {
  test("loads nothing of Windows", async () => {
    await inFolder(async (folder) => {
      const env = { WHOFLUX_LOADED: join(folder, "loaded"), NODE_OPTIONS: `--require "${here("loaded-files.cjs")}"` };
      const root = fileURLToPath(new URL("hosts/classic", fixturesFolder));
      assert.is(whoflux(["collect", "--root", root], { env }).status, 0);
      const files = readFileSync(env.WHOFLUX_LOADED, "utf8")
        .split("\n")
        .filter((file) => file.startsWith(join(program, "..")));
      assert.ok(files.length >= 2, files.join(" "));
      const sources = files.flatMap((file) => JSON.parse(readFileSync(`${file}.map`, "utf8")).sources as string[]);
      assert.ok(sources.some((source) => source.endsWith("src/sources/snapshot.ts")));
      assert.equal(
        sources.filter((source) => /windows\/\w+\/|windows-snapshot|execa|fast-xml/.test(source)),
        [],
      );
    });
  });
});
