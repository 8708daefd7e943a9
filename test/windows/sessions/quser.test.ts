import fc from "fast-check";
import * as assert from "uvu/assert";
import { parseQuser } from "../../../src/windows/sessions/quser.ts";
import { describe } from "../../kit/suite.ts";
import { header, outputs, rows } from "./quser-outputs.ts";

/** `user@station number state idle` of each row. */
const read = (...lines: readonly string[]): string[] =>
  parseQuser(lines).entries.map(({ name, station, session, state, idle }) =>
    [`${name}@${station ?? ""}`, session, state, ...(idle === undefined ? [] : [idle])].join(" "),
  );

describe("what quser prints", (test) => {
  for (const [language, lines, expected] of outputs) {
    test(`is read in ${language}`, () => {
      assert.equal(read(...lines), expected);
      assert.is(parseQuser(lines).skipped, 0);
    });
  }

  for (const [what, line, expected] of rows) {
    test(`is read with ${what}`, () => assert.equal(read(header, line), [expected]));
  }

  test("is nobody when it is empty, or a header alone", () => {
    for (const lines of [[], [""], [header], [header, "", "  "]])
      assert.equal(parseQuser(lines), { entries: [], skipped: 0 });
  });

  test("has lines that are no session, which are counted", () => {
    const { entries, skipped } = parseQuser([
      header,
      "Error 0x000006D9 enumerating sessionnames",
      " piet  rdp-tcp#4  3  Active  .  5/14/2022 9:02 AM",
    ]);
    assert.equal([entries.length, skipped], [1, 1]);
  });

  test("never makes the parser throw, whatever it is", () => {
    const piece = fc.constantFrom(
      " ",
      ">",
      "1",
      "12",
      "99999999999",
      "console",
      "rdp-tcp#4",
      "Disc",
      ".",
      "1:07",
      "2+03:15",
      "5/14/2022",
      "佐",
      "\0",
      "\t",
      "\u202e",
    );
    const line = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 40 }).map((parts) => parts.join("")),
      fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const { entries, skipped } = parseQuser(lines);
        assert.ok(entries.length + skipped <= lines.length);
        for (const { name, session, idle } of entries) {
          assert.ok(name !== "" && Number.isSafeInteger(session) && session >= 0);
          assert.ok(idle === undefined || (idle >= 0 && Number.isSafeInteger(idle)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("is read as it was meant, whatever the names and numbers in their columns are", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.äéß"), minLength: 1, maxLength: 20 });
    const user = fc.array(letters, { minLength: 1, maxLength: 2 }).map((words) => words.join(" ").slice(0, 20).trim());
    const station = fc.oneof(
      fc.constant(""),
      fc.constant("console"),
      fc.nat(999).map((number) => `rdp-tcp#${number}`),
    );
    const idle = fc.constantFrom("none", "Kein", "aucun", ".", "5", "59", "1:07", "3+04:05");
    const date = fc.constantFrom(
      "5/14/2022 8:21 AM",
      "24.08.2022 17:42",
      "25/7/2018 7:46",
      "2024/05/14 8:21",
      "14.05.22 08.21",
    );
    fc.assert(
      fc.property(
        user,
        station,
        fc.nat(9999),
        fc.constantFrom("Active", "Disc", "Getr.", "Déco", "アクティブ"),
        idle,
        date,
        (name, line, id, state, time, at) => {
          fc.pre(name !== "");
          const text = ` ${name.padEnd(21)} ${line.padEnd(16)}${String(id).padStart(5)}  ${state.padEnd(7)}${time.padStart(10)}  ${at}`;
          const { entries, skipped } = parseQuser([header, text, text.slice(1), `>${text.slice(1)}`]);
          const expected = [name, line === "" ? undefined : line, id];
          assert.is(skipped, 0);
          assert.equal(
            entries.map((seat) => [seat.name, seat.station, seat.session]),
            [expected, expected, expected],
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
