import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as assert from "uvu/assert";
import { looksLikeUtmpdumpText } from "../../src/unix/utmpdump-text.ts";
import { describe } from "../kit/suite.ts";
import { readText, type TextReading } from "../kit/utmpdump-text.ts";

const login = "[7] [00811] [ts/0] [carol   ] [pts/0       ] [gate.example.org    ] [198.51.100.7   ] [TIME]";
const carol = { type: 7, type_code: 7, pid: 811, id: "ts/0", user: "carol", line: "pts/0", host: "gate.example.org" };
const row = { ...carol, addr: Uint8Array.of(198, 51, 100, 7), layout: "utmpdump", offset: 0 };

/** Each time as it is printed, and what is known of it: µs, or why nothing is. */
const times: readonly (readonly [name: string, printed: string, known: bigint | RegExp])[] = [
  ["util-linux since 2.29", "2026-01-02T03:04:05,678901+00:00", 1767323045678901n],
  ["an offset east", "2026-01-02T03:04:05,000000+05:30", 1767303245000000n],
  ["an offset west", "2026-01-02T03:04:05,5-0330", 1767335645500000n],
  ["Z and a point", "2026-01-02T03:04:05.678901Z", 1767323045678901n],
  ["a year before 1970", "1969-12-31T23:59:59,999999+00:00", -1n],
  ["a year padded to four", " 999-01-01T00:00:00,000000+00:00", -30641760000000000n],
  ["microseconds out of range, as records have them", "2026-01-02T03:04:05,4294967295+00:00", 1767323045000000n],
  ["negative microseconds", "2026-01-02T03:04:05,-00005+00:00", 1767323045000000n],
  ["no offset", "2026-01-02T03:04:05,678901", /time: the time has no zone; dump the file again/],
  ["a day that is none", "2026-02-30T03:04:05,678901+00:00", /is on no calendar/],
  ["a second that is none", "2026-02-20T03:04:61,678901+00:00", /is on no calendar/],
  ["another program's style", "02/01/2026 03:04", /is in no known style/],
  ["util-linux before 2.29", "Mon Apr 10 17:54:58 2023 EDT", 1681163698000000n],
  ["a day of one digit", "Mon Apr  3 17:54:58 2023 UTC", 1680544498000000n],
  [
    "a zone of two countries",
    "Mon Apr 10 17:54:58 2023 CST",
    /the zone "CST" is ambiguous or unknown; dump the file again/,
  ],
  ["a zone that may be left over", "Mon Jul 10 17:54:58 2023 CET", /the zone "CET" is ambiguous/],
  ["no zone", "Mon Apr 10 17:54:58 2023    ", /the time has no zone/],
  ["another language", "Mo  Avr 10 17:54:58 2023 UTC", /is in no known style/],
  ["blank", "                            ", /the time is blank/],
];

describe("utmpdump's text", (test) => {
  for (const [name, printed, known] of times) {
    test(`a time with ${name} is ${typeof known === "bigint" ? "read" : "absent, and the reason is told"}`, () => {
      const { records, skips } = readText(`${login.replace("TIME", printed)}\n`);
      assert.equal(records, [typeof known === "bigint" ? { ...row, time: known } : row]);
      if (typeof known === "bigint") assert.equal(skips, []);
      else assert.match(skips.map(({ reason }) => reason).join(), known);
    });
  }

  test("a committed dump of every style gives all its records and says what it cannot tell", () => {
    const { records, skips } = readText(
      readFileSync(new URL("../../fixtures/utmpdump-text/styles.txt", import.meta.url), "latin1"),
    );
    assert.equal(
      records.map(({ type_code, user, time }) => [type_code, user, time]),
      [
        [2, "reboot", 1767322800000000n],
        [7, "alice", 1767323045678901n],
        [8, "", 1767326400250000n],
        [7, "bob smith", 1681163698000000n],
        [7, "carol", undefined],
        [7, "dave", undefined],
        [-7, "erin", 1767323045000000n],
      ],
    );
    assert.equal(
      skips.map(({ reason }) => reason.replace(/;.*/, "")),
      [
        'time: the zone "IST" is ambiguous or unknown',
        "time: the time has no year and no zone",
        "not a line of utmpdump: expected eight fields in brackets",
      ],
    );
    assert.equal(
      skips.map(({ lost }) => lost),
      ["value", "value", undefined],
    );
  });

  test("any cut of the bytes into chunks, and either line end, gives the same records and offsets", () => {
    const text = readFileSync(new URL("../../fixtures/utmpdump-text/styles.txt", import.meta.url), "latin1");
    const whole = readText(text);
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, (cuts) => assert.equal(readText(text, cuts), whole)),
      { numRuns: 100 },
    );
    const withoutOffset = ({ records }: TextReading): unknown => records.map((record) => ({ ...record, offset: 0 }));
    assert.equal(withoutOffset(readText(text.replaceAll("\n", "\r\n"))), withoutOffset(whole));
  });

  test("a last line without an end counts, and what is on stderr too may be in the file", () => {
    const line = login.replace("TIME", "1970-01-01T00:00:00,000001+00:00");
    const { records, skips } = readText(`Utmp dump of wtmp\n\n${line}\n${line}`);
    assert.equal(records, [
      { ...row, time: 1n, offset: 19 },
      { ...row, time: 1n, offset: 20 + line.length },
    ]);
    assert.equal(skips, []);
  });

  test("lines that are no record are skipped by their bytes, and the rest goes on", () => {
    const line = login.replace("TIME", "1970-01-01T00:00:00,000001+00:00");
    const { records, skips } = readText(`nonsense\n${line}\n[7] [x] [y]\n${"[".repeat(100_000)}\n${line}\n`);
    assert.is(records.length, 2);
    assert.equal(
      skips.map(({ start, end, reason }) => [start, end, reason]),
      [
        [0n, 9n, "not a line of utmpdump: expected eight fields in brackets"],
        [130n, 142n, "not a line of utmpdump: expected eight fields in brackets"],
        [142n, 100143n, "a line of 100000 bytes (expected at most 4096)"],
      ],
    );
  });

  test("addresses come as the bytes the record had", () => {
    const at = (addr: string, host = "h"): unknown => {
      const [record] = readText(
        `[7] [00001] [    ] [u] [l] [${host}] [${addr}] [1970-01-01T00:00:00,000000+00:00]\n`,
      ).records;
      return record?.addr instanceof Uint8Array ? Buffer.from(record.addr).toString("hex") : record?.addr;
    };
    assert.is(at("0.0.0.0        "), undefined);
    assert.is(at("192.0.2.1      "), "c0000201");
    assert.is(at("2001:db8::1    "), "20010db8000000000000000000000001");
    assert.is(at("::ffff:192.0.2.1"), "00000000000000000000ffffc0000201");
    assert.is(at("32.1.13.184    ", "2001:db8::      "), "20010db8000000000000000000000000");
    assert.is(at("32.1.13.184    ", "2001:db9::      "), "20010db8");
    assert.is(at("gate           "), undefined);
  });

  test("bytes beyond ASCII stay the bytes they were, and a type that Linux does not have stays a number", () => {
    const { records } = readText(
      "[12] [-0001] [    ] [jos\xe9\xa0   ] [l] [h] [0.0.0.0] [1970-01-01T00:00:00,000000+00:00]\n",
    );
    const [record] = records;
    assert.is(Buffer.from((record?.user ?? "") as Uint8Array).toString("latin1"), "jos\xe9\xa0");
    assert.equal([record?.type, record?.type_code, record?.pid], [undefined, 12, -1]);
  });

  test("text is told from binary files by its first line with something in it", () => {
    const yes = [login, "[-1] [-0001] [", `Utmp dump of x\r\n\r\n${login}`, `\xef\xbb\xbf${login}`];
    const no = [
      "",
      "\n\n",
      "[Mon] [x]",
      "[7]",
      "7] [00811]",
      "Utmp dump of x",
      "\0".repeat(384),
      `x\n${login}`,
      "[".repeat(70_000),
    ];
    for (const text of yes) assert.ok(looksLikeUtmpdumpText(Buffer.from(text, "latin1")), text);
    for (const text of no) assert.not(looksLikeUtmpdumpText(Buffer.from(text, "latin1")), text.slice(0, 40));
  });

  test("no bytes trap the reader, and every byte of every line is a record, a skip or silent", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "] [",
      "\n",
      "\r\n",
      " ",
      "7",
      "-",
      "0001",
      ":",
      "2026-01-02T03:04:05,6+00:00",
      "Apr",
      "\xff",
      "\0",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 200 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (pieces, cuts) => {
          const text = pieces.join("");
          const { records, skips } = readText(text, cuts);
          const lines = text.split("\n").filter((line) => !/^[ \t]*\r?$/.test(line));
          const lost = skips.filter(({ reason }) => !reason.startsWith("delivered"));
          assert.is(records.length + lost.length, lines.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
