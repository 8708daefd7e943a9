import { spawnSync } from "node:child_process";
import fc from "fast-check";
import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { readText } from "../kit/utmpdump-text.ts";

const utmpdump = requireProgram("utmpdump", "reading what the real utmpdump prints");

describe("the real utmpdump", (test) => {
  const withUtmpdump = utmpdump === undefined ? test.skip : test;

  withUtmpdump("what the real utmpdump prints of any records gives back every field it printed", () => {
    const text = (size: number): fc.Arbitrary<Uint8Array> => {
      return fc.oneof(fc.uint8Array({ minLength: size, maxLength: size }), word(size));
    };
    const record = fc.record({
      type: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -32768, max: 32767 })),
      pid: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      line: text(32),
      id: text(4),
      user: text(32),
      host: text(256),
      seconds: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      micros: fc.integer({ min: 0, max: 999_999 }),
      addr: fc.oneof(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.constant(new Uint8Array(16)),
        fc.constant(Uint8Array.of(192, 0, 2, 1)),
      ),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (rows) => {
        const { stdout } = spawnSync(utmpdump as string, {
          input: Buffer.concat(rows.map(pack)),
          env: { LC_ALL: "C" },
        });
        const { records, skips } = readText(stdout.toString("latin1"));
        assert.equal(skips, []);
        assert.equal(
          records.map(({ offset: _, ...fields }) => fields),
          rows.map(({ type, pid, line, id, user, host, seconds, micros, addr }) => ({
            time: BigInt(seconds) * 1_000_000n + BigInt(micros),
            ...(type >= 0 && type <= 9 ? { type } : {}),
            type_code: type,
            pid,
            line: printed(line),
            id: printed(id),
            user: printed(user),
            host: printed(host),
            ...addressOf(addr),
            layout: "utmpdump",
          })),
        );
      }),
      { numRuns: 40 },
    );
  });
});

interface Row {
  readonly type: number;
  readonly pid: number;
  readonly line: Uint8Array;
  readonly id: Uint8Array;
  readonly user: Uint8Array;
  readonly host: Uint8Array;
  readonly seconds: number;
  readonly micros: number;
  readonly addr: Uint8Array;
}

/** The 384 bytes of a Linux record. */
function pack({ type, seconds, micros, ...stored }: Row): Uint8Array {
  return writeRecords("linux-384-le", [{ ...stored, type_code: type, time: seconds * 1_000_000 + micros }]);
}

/** A word that leaves room behind it. */
function word(size: number): fc.Arbitrary<Uint8Array> {
  return fc.string({ maxLength: size - 1 }).map((text) => Buffer.from(text.padEnd(size, "\0"), "latin1"));
}

/** What is left of a text when it was printed: up to NUL, `?` for what is not printable, no spaces at the end. */
function printed(text: Uint8Array): string {
  const end = text.indexOf(0);
  const shown = Buffer.from(end < 0 ? text : text.subarray(0, end)).toString("latin1");
  return shown.replace(/[^ -~]|[[\]]/g, "?").replace(/ +$/, "");
}

function addressOf(addr: Uint8Array): RecordCells {
  const bytes = new Uint8Array(16);
  bytes.set(addr);
  if (bytes.subarray(4).some((byte) => byte !== 0)) return { addr: bytes };
  return bytes.some((byte) => byte !== 0) ? { addr: bytes.slice(0, 4) } : {};
}
