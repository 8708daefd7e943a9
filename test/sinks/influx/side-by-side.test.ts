import fc from "fast-check";
import * as assert from "uvu/assert";
import type { WriteOutcome } from "../../../src/sinks/influx/outcome.ts";
import { type Piece, piecesOf, requestLimits, sideBySide } from "../../../src/sinks/influx/side-by-side.ts";
import { describe } from "../../kit/suite.ts";
import { linesIn } from "./sink-kit.ts";

const { maxLines, maxBytes } = requestLimits;

/** So many lines, each another. */
function text(count: number, width = 10): Uint8Array {
  return Buffer.from(
    Array.from({ length: count }, (_, index) => `m v=${String(index).padStart(width, "0")}\n`).join(""),
  );
}

describe("the pieces of a write", (test) => {
  test("are whole lines, within the limits of a request, and together the write", () => {
    for (const [count, width] of [
      [0, 1],
      [1, 1],
      [maxLines, 5],
      [maxLines + 1, 5],
      [20_000, 100],
      [3, maxBytes],
    ] as const) {
      const whole = text(count, width);
      const pieces = piecesOf(whole);
      assert.equal(Buffer.concat(pieces.map((piece) => piece.text)), Buffer.from(whole));
      for (const piece of pieces) {
        assert.is(piece.lines, linesIn(piece.text).length);
        assert.ok(piece.lines <= maxLines && (piece.text.length <= maxBytes || piece.lines === 1));
      }
    }
  });

  test("keep a last line that does not end", () => {
    assert.equal(
      piecesOf(Buffer.from("m v=1\nm v=2")).map(({ text: piece }) => Buffer.from(piece).toString()),
      ["m v=1\n", "m v=2"],
    );
  });
});

/** What becomes of a piece: stored, refused, waiting, or the first line refused and the rest waiting. */
const fates = ["stored", "refused", "waits", "half"] as const;

function outcomeOf({ text: whole, lines }: Piece, fate: (typeof fates)[number]): WriteOutcome {
  const refusal = { nature: "poison", status: 400, reason: "bad" } as const;
  const end = whole.indexOf(10) + 1;
  if (fate === "stored") return { kind: "stored", lines, refused: [] };
  if (fate === "refused") return { kind: "stored", lines: 0, refused: [{ ...refusal, text: whole, lines }] };
  const later = { kind: "later", nature: "trouble", reason: "away", retryAfter: 7 } as const;
  if (fate === "waits") return { ...later, rest: whole, lines, refused: [] };
  const first = { ...refusal, text: whole.subarray(0, end), lines: 1 };
  return { ...later, rest: whole.subarray(end), lines: lines - 1, refused: [first] };
}

describe("pieces that are sent side by side", (test) => {
  test("end with each line stored, refused or waiting, in their order, whatever becomes of each piece", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fates), { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (plan, senders) => {
          const pieces = plan.map((_, index) => ({ text: text(3, index + 1), lines: 3 }));
          const sent: number[] = [];
          const stored: string[] = [];
          const send = async (piece: Piece): Promise<WriteOutcome> => {
            const index = pieces.indexOf(piece);
            sent.push(index);
            await new Promise((resolve) => setImmediate(resolve));
            const outcome = outcomeOf(piece, plan[index] ?? "stored");
            if (outcome.kind === "stored" && outcome.refused.length === 0) stored.push(...linesIn(piece.text));
            return outcome;
          };
          const outcome = await sideBySide(pieces, Array(senders).fill(send));
          const refused = outcome.refused.flatMap((some) => linesIn(some.text));
          const rest = outcome.kind === "later" ? linesIn(outcome.rest) : [];
          const all = pieces.flatMap((piece) => linesIn(piece.text));
          assert.equal([...stored, ...refused, ...rest].sort(), all.toSorted());
          assert.equal(
            rest,
            all.filter((line) => rest.includes(line)),
          );
          assert.is(new Set(sent).size, sent.length);
          if (outcome.kind === "stored") assert.is(outcome.lines, stored.length);
          else assert.equal([outcome.lines, outcome.retryAfter], [rest.length, 7]);
        },
      ),
      { numRuns: 200 },
    ));

  test("are not sent any more when one has to wait", async () => {
    const pieces = Array.from({ length: 10 }, () => ({ text: text(1), lines: 1 }));
    let sent = 0;
    const away = async (piece: Piece): Promise<WriteOutcome> => {
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return outcomeOf(piece, "waits");
    };
    assert.is((await sideBySide(pieces, [away, away])).lines, 10);
    assert.is(sent, 2);
  });

  test("tell a wrong configuration before passing trouble", async () => {
    const [one, other] = [text(1, 1), text(1, 2)].map((piece) => ({ text: piece, lines: 1 })) as [Piece, Piece];
    const wrong = { kind: "later", nature: "configuration", reason: "no database", refused: [] } as const;
    const outcome = await sideBySide(
      [one, other],
      [async (piece) => outcomeOf(piece, "waits"), async (piece) => ({ ...wrong, rest: piece.text, lines: 1 })],
    );
    assert.is(outcome.kind === "later" && outcome.reason, "no database");
  });
});
