import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { recordTypes } from "../../src/model/record.ts";
import { encode, encodeText } from "../kit/encoded.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { describe } from "../kit/suite.ts";

const whole = {
  time: 1_767_323_045_678_901n,
  type: 8,
  type_code: 8,
  pid: -1,
  line: "pts/0",
  id: "ts/0",
  user: "",
  host: 'a"b',
  addr: Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  session: 9_007_199_254_740_993n,
  exit_termination: 15,
  exit_status: 0,
  uid: 4294967294,
  count: 1,
  max: 2,
  locktime: 300,
  logout_time: -1n,
  service: "sshd",
  offset: 10_000_000_000n,
  layout: "linux-400-be",
  ordinal: 3,
};

const wholeLine =
  '{"time":"2026-01-02T03:04:05.678901Z","type":"DEAD_PROCESS","type_code":8,"pid":-1,"line":"pts/0","id":"ts/0","user":"",' +
  '"host":"a\\"b","addr":"2001:db8::1","session":9007199254740993,"exit_termination":15,"exit_status":0,"uid":4294967294,' +
  '"count":1,"max":2,"locktime":300,"logout_time":"1969-12-31T23:59:59.999999Z","service":"sshd",' +
  '"offset":10000000000,"layout":"linux-400-be"}';

describe("JSON Lines", (test) => {
  test("a record is one object with its fields in order, numbers exact beyond 2^53", async () => {
    assert.is(await encodeText("jsonl", [whole]), `${wholeLine}\n`);
  });

  test("what is absent is left out, and a record without anything is an empty object", async () => {
    assert.is(await encodeText("jsonl", [{}, { pid: 1 }, { user: "" }]), '{}\n{"pid":1}\n{"user":""}\n');
  });

  test("the computer comes first, escaped", async () => {
    const [line] = (await encodeText("jsonl", [{ pid: 1 }], { computer: 'w"\n' })).split("\n");
    assert.is(line, '{"computer":"w\\"\\\\x0a","pid":1}');
  });

  test("no record is left out for its time", async () => {
    const { bytes, rowsWithoutTime, emptyRows } = await encode("jsonl", [{}, { time: 0n, type: 0 }]);
    assert.is(bytes.toString(), '{}\n{"time":"1970-01-01T00:00:00.000000Z","type":"EMPTY"}\n');
    assert.is(rowsWithoutTime + emptyRows, 0);
  });

  test("values that come in runs of any length are written in every row of theirs", async () => {
    const value = fc.constantFrom(undefined, 0, 5, 6, 123_456_789);
    const run = fc.tuple(fc.record({ pid: value, type: value, uid: value }), fc.integer({ min: 1, max: 25 }));
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 12 }), async (runs) => {
        const records = runs.flatMap(([cells, length]) => Array.from({ length }, () => present(cells)));
        const expected = records.map(({ type, ...rest }) => {
          const name = recordTypes[type ?? -1];
          return name === undefined ? rest : { type: name, ...rest };
        });
        assert.equal(parse(await encodeText("jsonl", records)), expected);
      }),
    );
  });

  for (const [name, text] of hostileTexts) {
    test(`${name}: one line, the text given back`, async () => {
      const cell = bytesOf(text);
      const rows = parse(await encodeText("jsonl", [{ user: cell, host: cell, line: cell, pid: 7 }, { pid: 8 }]));
      assert.is(rows.length, 2);
      for (const field of ["user", "host", "line"]) assert.equal(unescapeText(String(rows[0]?.[field])), cell, field);
      assert.is(rows[0]?.pid, 7);
    });
  }

  test("any bytes and any numbers come back", async () => {
    const record = fc.record({
      user: cellBytes,
      host: cellBytes,
      session: fc.bigInt({ min: 1n - 2n ** 63n, max: 2n ** 63n - 1n }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        const text = await encodeText("jsonl", records);
        const lines = text.slice(0, -1).split("\n");
        assert.is(lines.length, records.length);
        for (const [index, { user, host, session }] of records.entries()) {
          const row = JSON.parse(lines[index] ?? "") as { user: string; host: string };
          assert.equal(unescapeText(row.user), Uint8Array.from(user));
          assert.equal(unescapeText(row.host), Uint8Array.from(host));
          assert.ok(lines[index]?.endsWith(`"session":${session}}`), lines[index]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a JSON array", (test) => {
  for (const count of [0, 1, 2, 2000]) {
    test(`${count} records are one valid document of the same objects`, async () => {
      const records = Array.from({ length: count }, (_, pid) => ({ pid, user: "x" }));
      assert.equal(JSON.parse(await encodeText("json", records)), records);
    });
  }

  test("objects stand one a line", async () => {
    assert.is(await encodeText("json", [{ pid: 1 }, {}]), '[\n{"pid":1},\n{}\n]\n');
  });
});

function parse(lines: string): Record<string, unknown>[] {
  return lines
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function present<T extends Record<string, number | undefined>>(cells: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}
