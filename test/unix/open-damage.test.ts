import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { createDecoder } from "../../src/unix/open/decoders.ts";
import { sniff } from "../../src/unix/open/sniff.ts";
import { chanceOf } from "../kit/chance.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { drain, fixtureContent, history, type Outcome, readBytes, slowly } from "./open-kit.ts";

const folder = new URL("../../fixtures/open/", import.meta.url);
const names = readdirSync(folder).filter((name) => /\.(gz|xz|zst|bz2|lz4)$/.test(name));
const packed = (name: string): Buffer => readFileSync(new URL(name, folder));
const content = fixtureContent();

/** Decodes bytes as they come through a pipe, where every decoder is the exact one. */
async function decode(bytes: Uint8Array, like: Uint8Array): Promise<Outcome> {
  const container = sniff(like);
  assert.is.not(container, "plain");
  const notices: string[] = [];
  const source = await createDecoder(slowly(bytes, [1 << 16]), container as "gzip", (message) => notices.push(message));
  return { ...(await drain(source, 4096)), notices };
}

const isPrefix = (part: Buffer): boolean => part.equals(content.subarray(0, part.length));

describe("damaged compressed files", (test) => {
  for (const name of names) {
    test(`${name} cut anywhere gives what came before, then a fault at the cut`, async () => {
      const bytes = packed(name);
      for (let cut = 20; cut < bytes.length; cut += 13) {
        const { bytes: out, error } = await decode(bytes.subarray(0, cut), bytes);
        assert.ok(isPrefix(out), `cut at ${cut}: not what was packed`);
        if (error === undefined) assert.ok(isSeam(name, out), `cut at ${cut}: no fault`);
        else assert.equal([error.code, error.offset, error.path], ["E_CONTAINER", cut, "pipe"]);
      }
    });

    test(`${name} with a bit turned never gives wrong bytes without a fault`, async () => {
      const bytes = packed(name);
      const chance = chanceOf(11);
      for (let round = 0; round < 60; round++) {
        const changed = Buffer.from(bytes);
        const at = chance.between(4, bytes.length - 1);
        changed[at] = (changed[at] as number) ^ (1 << chance.between(0, 7));
        const { bytes: out, error, notices } = await decode(changed, bytes);
        const honest = error?.code === "E_CONTAINER" || notices.length > 0 || out.equals(content) || !hasChecks(name);
        assert.ok(honest, `bit at ${at} was not noticed`);
      }
    });
  }

  test("noise behind a header ends in a fault, never in a trap or without an end", async () => {
    const heads = names.map((name) => packed(name).subarray(0, 40));
    const property = fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.integer({ min: 6, max: 40 }),
      fc.uint8Array({ maxLength: 300 }),
      async (head, kept, noise) => {
        const { error, notices } = await decode(Buffer.concat([head.subarray(0, kept), noise]), head);
        assert.ok(error?.code === "E_CONTAINER" || notices.length > 0);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });
});

/** Whether a file may end here: where one member, frame or stream is over, another one need not follow. */
function isSeam(name: string, out: Buffer): boolean {
  const several = ["members.gz", "streams.xz", "frames.zst", "streams.bz2", "frames.lz4"].includes(name);
  return several && [9000, 18000].includes(out.length);
}

/** Fixtures that are packed without checksums, in whole or in part. */
function hasChecks(name: string): boolean {
  return !["streams.xz", "frames.zst", "frames.lz4"].includes(name);
}

const unpackers = {
  gzip: "one-member.gz",
  xz: "crc64.xz",
  zstd: "checksum.zst",
  bzip2: "one-stream.bz2",
  lz4: "frames.lz4",
};

describe("damaged files beside the tools that made them", (test) => {
  for (const [tool, name] of Object.entries(unpackers)) {
    const program = requireProgram(tool, "how much of a damaged file it gives");
    if (program === undefined) continue;
    test(`${tool} does not get more out of a cut or a changed file`, async () => {
      const bytes = packed(name);
      for (let at = 60; at < bytes.length; at += 197) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ 0x10;
        for (const damaged of [bytes.subarray(0, at), changed]) {
          const theirs = spawnSync(program, ["-dc"], { input: damaged }).stdout;
          const ours = await readBytes(damaged);
          // What they give behind the damage is anybody's guess: xz repeats a match of which half is nonsense.
          const right = theirs.findIndex((byte, index) => byte !== content[index]);
          const expected = right < 0 ? theirs : theirs.subarray(0, right);
          assert.ok(ours.bytes.length >= expected.length, `at ${at}: ${ours.bytes.length} of ${theirs.length} bytes`);
          assert.ok(ours.bytes.subarray(0, expected.length).equals(expected), `at ${at}: other bytes`);
        }
      }
    });
  }
});

describe("gzip files, read by node:zlib", (test) => {
  const whole = history(2000);
  const file = gzipSync(whole);

  test("a wrong checksum is told after all of the content", async () => {
    const changed = Buffer.from(file);
    changed[file.length - 6] = (changed[file.length - 6] as number) ^ 1;
    const { bytes, error } = await readBytes(changed);
    assert.ok(bytes.equals(whole));
    assert.is(error?.code, "E_CONTAINER");
    assert.match(error?.message ?? "", /: compressed offset 0x[0-9a-f]+: a member is damaged: incorrect data check$/);
  });

  test("a fault in the middle is told after everything before it, the same as through a pipe", async () => {
    for (const at of [100, 9_000, file.length >> 1, file.length - 5000]) {
      const changed = Buffer.from(file);
      changed.fill(0xff, at, at + 40);
      const fast = await readBytes(changed, 10_000);
      const exact = await decode(changed, file);
      assert.ok(fast.bytes.equals(exact.bytes));
      assert.equal([fast.error?.problem, fast.error?.offset], [exact.error?.problem, exact.error?.offset]);
      assert.is(fast.error?.code, "E_CONTAINER");
    }
  });

  test("a cut file gives everything before the cut", async () => {
    for (const cut of [50, 5000, file.length - 8, file.length - 1]) {
      const { bytes, error } = await readBytes(file.subarray(0, cut));
      assert.ok(whole.subarray(0, bytes.length).equals(bytes));
      assert.equal([error?.code, error?.offset], ["E_CONTAINER", cut]);
    }
  });

  test("zeros behind the last member are padding, anything else is ignored with a word", async () => {
    const padded = await readBytes(Buffer.concat([file, Buffer.alloc(3000)]));
    assert.equal([padded.error, padded.notices, padded.bytes.equals(whole)], [undefined, [], true]);
    const followed = await readBytes(Buffer.concat([file, Buffer.from("\0\0left over")]));
    assert.equal([followed.error, followed.bytes.equals(whole)], [undefined, true]);
    assert.is(followed.notices.length, 1);
    assert.match(followed.notices[0] ?? "", /: bytes behind the gzip data are ignored$/);
  });
});
