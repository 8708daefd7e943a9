import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { decodeBzip2 } from "../../src/unix/open/bzip2/decode.ts";
import { DecodedSource } from "../../src/unix/open/decoded.ts";
import { decodeGzip } from "../../src/unix/open/gzip/decode.ts";
import { decodeLz4 } from "../../src/unix/open/lz4/decode.ts";
import { decodeXz } from "../../src/unix/open/xz/decode.ts";
import { decodeZstd } from "../../src/unix/open/zstd/decode.ts";
import { chanceOf } from "../kit/chance.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { drain, fixtureContent, history, readBytes, readFile, slowly } from "./open-kit.ts";

const fixture = (name: string): string => new URL(`../../fixtures/open/${name}`, import.meta.url).pathname;

const fixtures = [
  ["one-member.gz", "gzip"],
  ["members.gz", "gzip"],
  ["crc64.xz", "xz"],
  ["crc32-blocks.xz", "xz"],
  ["streams.xz", "xz"],
  ["checksum.zst", "zstd"],
  ["frames.zst", "zstd"],
  ["one-stream.bz2", "bzip2"],
  ["streams.bz2", "bzip2"],
  ["linked-checksums.lz4", "lz4"],
  ["frames.lz4", "lz4"],
] as const;

const decoders = { gzip: decodeGzip, xz: decodeXz, zstd: decodeZstd, bzip2: decodeBzip2, lz4: decodeLz4 };

describe("compressed files", (test) => {
  for (const [name, container] of fixtures) {
    test(`${name}, packed by its own tool, gives its content`, async () => {
      const outcome = await readFile(fixture(name));
      assert.is(outcome.error, undefined);
      assert.is(outcome.container, container);
      assert.equal(outcome.notices, []);
      assert.ok(outcome.bytes.equals(fixtureContent()));
    });
    test(`${name} gives the same through a pipe, in whatever pieces it comes and is asked for`, async () => {
      const bytes = readFileSync(fixture(name));
      for (const [sizes, step] of [
        [[1], 4096],
        [[7, 100, 1], 3],
        [[512, 3], 333],
        [[1 << 20], 1 << 20],
      ] as const) {
        const said: string[] = [];
        const source = new DecodedSource(slowly(bytes, sizes), container, (input) =>
          decoders[container](input, (message) => said.push(message)),
        );
        const outcome = await drain(source, step);
        assert.is(outcome.error, undefined);
        assert.ok(outcome.bytes.equals(fixtureContent()));
        assert.equal(said, []);
      }
    });
  }

  test("the container is told by the bytes, whatever the name says", async () => {
    assert.is((await readBytes(readFileSync(fixture("crc64.xz")))).container, "xz");
    assert.is((await readBytes(fixtureContent())).container, "plain");
  });
});

/** Ways to pack that differ in what the file holds. */
const tools = [
  ["gzip", ["-1", "-6", "-9"].map((level) => [level, "-c"])],
  [
    "xz",
    [
      ["-0", "-c"],
      ["-6", "-c", "--block-size=100000"],
      ["-c", "--lzma2=preset=3,lc=0,lp=4,pb=4", "--check=sha256"],
    ],
  ],
  [
    "zstd",
    [
      ["-q", "-1", "-c"],
      ["-q", "-19", "--no-check", "-c"],
      ["-q", "--fast=5", "-c"],
      ["-q", "-9", "--long=24", "-c"],
    ],
  ],
  [
    "bzip2",
    [
      ["-1", "-c"],
      ["-9", "-c"],
    ],
  ],
  [
    "lz4",
    [
      ["-q", "-1", "-c"],
      ["-q", "-9", "-BD", "-BX", "-B4", "-c"],
      ["-q", "-B7", "--content-size", "-c"],
    ],
  ],
] as const;

const contents: readonly (readonly [string, () => Uint8Array])[] = [
  ["nothing", () => new Uint8Array(0)],
  ["one byte", () => Uint8Array.of(0x80)],
  ["records", () => history(3000)],
  ["noise", () => chanceOf(3).bytes(200_000)],
  ["zeros", () => new Uint8Array(3_000_000)],
  [
    "few symbols",
    () =>
      chanceOf(5)
        .bytes(300_000)
        .map((byte) => byte & 3),
  ],
  [
    "text",
    () => Buffer.from(Array.from({ length: 20_000 }, (_, line) => `${line * 7919} ${(line * line) % 1013}\n`).join("")),
  ],
  ["runs", () => Buffer.concat(Array.from({ length: 2000 }, (_, run) => Buffer.alloc(1 + ((run * 37) % 700), run)))],
];

describe("files the real tools have just packed", (test) => {
  for (const [tool, ways] of tools) {
    const program = requireProgram(tool, `reading what it packs`);
    for (const way of program === undefined ? [] : ways) {
      test(`${tool} ${way.join(" ")} is undone for every content`, async () => {
        for (const [name, make] of contents) {
          const content = make();
          const packed = spawnSync(program as string, way, { input: content, maxBuffer: 1 << 26 });
          assert.is(packed.status, 0, String(packed.stderr));
          const outcome = await readBytes(packed.stdout);
          assert.is(outcome.error, undefined, `${name}: ${outcome.error?.message}`);
          assert.ok(outcome.bytes.equals(content), name);
        }
      });
    }
  }
});
