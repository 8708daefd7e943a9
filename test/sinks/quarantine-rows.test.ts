import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { quarantineRows } from "../../src/sinks/quarantine-rows.ts";
import { cellBytes } from "../kit/hostile.ts";
import { describe } from "../kit/suite.ts";

const time = "2026-01-02T03:04:05.006Z";

/** Rows as another program reads them. */
function read(bytes: Uint8Array): Record<string, unknown>[] {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  return text
    .split("\n")
    .slice(0, -1)
    .map((row) => JSON.parse(row) as Record<string, unknown>);
}

describe("rows of quarantine", (test) => {
  test("give every line back, byte by byte, whatever stands in it", async () => {
    const line = fc.oneof(
      cellBytes,
      fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
    );
    const clean = line.map((bytes) => bytes.filter((byte) => byte !== 0x0a));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(clean, { minLength: 1 }), { maxLength: 5 }),
        fc.string(),
        async (groups, reason) => {
          const refused = groups.map((lines) => ({
            nature: "poison" as const,
            status: 400,
            reason,
            lines: lines.length,
            text: Buffer.concat(lines.flatMap((bytes) => [bytes, Uint8Array.of(0x0a)])),
          }));
          const rows = read(quarantineRows(refused, "InfluxDB", time));
          const lines = groups.flat();
          assert.is(rows.length, lines.length);
          for (const [index, row] of rows.entries()) {
            const { bytes, line } = row as { bytes?: string; line: string };
            const given = bytes === undefined ? Buffer.from(line) : Buffer.from(bytes, "base64");
            assert.equal(Uint8Array.from(given), Uint8Array.from(lines[index] ?? []));
            assert.equal([row.time, row.server, row.reason, row.status], [time, "InfluxDB", reason, 400]);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("have no bytes beside a line that is text", () => {
    const text = new TextEncoder().encode('m,t=Zoë\\ 🦊 v="a\\"b" 1\n');
    const facts = { nature: "retention", status: 422, reason: "old" } as const;
    const [row] = read(quarantineRows([{ ...facts, text, lines: 1 }], "InfluxDB", time));
    assert.equal(row, { time, server: "InfluxDB", ...facts, line: 'm,t=Zoë\\ 🦊 v="a\\"b" 1' });
  });
});
