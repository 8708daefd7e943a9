import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { openSource } from "../../src/unix/open/open.ts";
import { isSqlite, sniff, sniffRefused } from "../../src/unix/open/sniff.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { history, inFolder, readBytes, readFile } from "./open-kit.ts";

const content = history(700);
const program = new URL("./open-program.ts", import.meta.url).pathname;

describe("plain files", (test) => {
  test("are read whole, in pieces of any size, straight into the caller's memory", async () => {
    for (const step of [1000, 262_144, 384]) {
      const { bytes, container, error } = await readBytes(content, step);
      assert.ok(bytes.equals(content));
      assert.equal([container, error], ["plain", undefined]);
    }
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "wtmp"), content);
      const source = await openSource(join(folder, "wtmp"));
      const memory = new Uint8Array(new ArrayBuffer(300_000), 4096, 200_000);
      assert.is(source.read(memory), 200_000);
      assert.ok(content.subarray(0, 200_000).equals(memory));
      source.close();
      assert.is(source.read(memory), 0);
    });
  });

  test("that are empty, of one byte, or grow while they are read, are read as far as they go", async () => {
    assert.is((await readBytes(new Uint8Array(0))).bytes.length, 0);
    assert.equal([...(await readBytes(Uint8Array.of(0x1f))).bytes], [0x1f]);
    await inFolder(async (folder) => {
      const path = join(folder, "wtmp");
      writeFileSync(path, "first");
      const source = await openSource(path);
      const target = new Uint8Array(100);
      assert.is(await source.read(target), 5);
      appendFileSync(path, "then");
      assert.is(await source.read(target), 4);
      assert.is(source.offset, 9);
      source.close();
    });
  });

  test("keep their access time on Linux", async () => {
    if (process.platform !== "linux") return missing("Linux", "access times");
    await inFolder(async (folder) => {
      for (const [name, bytes] of [
        ["wtmp", content],
        ["wtmp.gz", gzipSync(content)],
      ] as const) {
        const path = join(folder, name);
        writeFileSync(path, bytes);
        // Older than the modification: a read would move it even where the mount says relatime.
        utimesSync(path, 1_000_000_000, 1_500_000_000);
        await readFile(path);
        assert.is(statSync(path).atimeMs, 1_000_000_000_000);
      }
    });
  });

  test("load no decoder, no stream and no child process", () => {
    const script = `
      import { openSource } from ${JSON.stringify(new URL("../../src/unix/open/open.ts", import.meta.url).href)};
      const before = new Set(process.moduleLoadList);
      const source = await openSource(${JSON.stringify(program)});
      source.read(new Uint8Array(100));
      source.close();
      console.log(JSON.stringify(process.moduleLoadList.filter((name) => !before.has(name))));`;
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(JSON.parse(stdout), [], stderr);
  });
});

describe("what cannot be opened", (test) => {
  const message = async (path: string): Promise<string> => (await readFile(path)).error?.message ?? "no error";

  test("says why and what to do: missing, directory, socket, link to nowhere", async () => {
    await inFolder(async (folder) => {
      const socket = join(folder, "socket");
      const server = createServer().listen(socket);
      symlinkSync(join(folder, "nowhere"), join(folder, "link"));
      assert.is(await message(join(folder, "none")), `${folder}/none: no such file`);
      assert.is(await message(join(folder, "link")), `${folder}/link: no such file`);
      assert.is(await message(`${folder}/`), `${folder}/: is a directory; name the files in it: ${folder}/*`);
      assert.is(await message(socket), `${socket}: is a socket; name a file`);
      server.close();
      assert.is((await readFile(join(folder, "none"))).error?.code, "E_SOURCE");
    });
  });

  test("a file that is closed to us names its mode and owner, one of somebody else that is open is read", async () => {
    if (process.getuid === undefined) return missing("users and modes", "files closed to us");
    await inFolder(async (folder) => {
      const [open, closed] = [join(folder, "btmp"), join(folder, "closed")];
      writeFileSync(open, content);
      mkdirSync(closed);
      for (const path of [open, closed]) chmodSync(path, 0o000);
      chmodSync(folder, 0o755);
      const answers = await asNobody(async () => [await message(open), await message(join(closed, "btmp"))]);
      chmodSync(closed, 0o700);
      chmodSync(open, 0o644);
      const [read] = await asNobody(async () => [await readFile(open)]);
      assert.ok(read?.bytes.equals(content), "somebody else's file, whose access time we may not keep");
      const cure = "run as root or as a member of the group that owns it";
      assert.match(answers[0] ?? "", /btmp: may not be read \(found mode 0000 [^ :]+:[^ :]+\); /);
      assert.ok(answers[0]?.endsWith(cure));
      assert.is(answers[1], `${closed}/btmp: is in a directory that may not be entered; run as root`);
    });
  });

  test("archives and other packings are named, each with its cure", async () => {
    const tar = requireProgram("tar", "recognising archives");
    const cases: [string, Uint8Array, RegExp][] = [
      ["lzip", Buffer.from("LZIP\x01\x0c rest"), /: is an lzip file; decompress it first with lzip -d$/],
      ["zip", Buffer.from("PK\x03\x04 rest"), /: is a zip archive; extract it first$/],
      ["7z", Buffer.from("7z\xbc\xaf\x27\x1c", "latin1"), /: is a 7z archive; extract it first$/],
      ["compress", Buffer.from("\x1f\x9d\x90 rest", "latin1"), /: is compressed by compress \(\.Z\)/],
      [
        "bdb",
        Buffer.from("\0\x06\x15\x61\0\0\0\x02\0\0\x04\xd2", "latin1"),
        /: is a Berkeley DB hash \(lastlogx of NetBSD\)/,
      ],
    ];
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "wtmp"), content);
      if (tar !== undefined) {
        const archive = spawnSync(tar, ["-C", folder, "-cf", "-", "wtmp"]).stdout;
        cases.push(["tar", archive, /: is a tar archive; extract it first$/]);
        cases.push([
          "tar.gz",
          gzipSync(archive),
          /: holds a tar archive inside gzip; decompress it first, then extract it$/,
        ]);
      }
      cases.push([
        "twice",
        gzipSync(gzipSync(content)),
        /: holds gzip data inside gzip; decompress it first, then read the/,
      ]);
      for (const [name, bytes, expected] of cases) {
        const { error, bytes: out } = await readBytes(bytes);
        assert.match(error?.message ?? "no error", expected, name);
        assert.equal([error?.code, out.length], ["E_FORMAT", 0]);
      }
    });
  });

  test("a record that only looks like an archive somewhere is a record", () => {
    const record = Buffer.from(content.subarray(0, 512));
    record.write("ustar  ", 257);
    assert.is(sniffRefused(record), undefined);
    // A lastlog whose first login was at 1628767744 begins like a Berkeley DB hash.
    const lastlog = Buffer.alloc(512);
    lastlog.writeUInt32LE(1628767744, 0);
    lastlog.write("pts/0", 4);
    assert.equal([sniffRefused(lastlog), sniff(lastlog)], [undefined, "plain"]);
  });

  test("an SQLite database is known by its header", () => {
    assert.ok(isSqlite(Buffer.from("SQLite format 3\0 and more")));
    assert.not(isSqlite(Buffer.from("SQLite format 3")));
    assert.not(isSqlite(content));
  });

  test("a name with control characters is shown, not obeyed", async () => {
    assert.is(await message("no\x1b[2Jsuch\nfile"), "no\\x1b[2Jsuch\\x0afile: no such file");
  });
});

/** Runs without the rights of root, when that is who runs the tests. */
async function asNobody<Result>(run: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return run();
  process.seteuid?.(65534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
