import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { unescapeText } from "../../src/model/escape.ts";
import { encodeText } from "../kit/encoded.ts";
import { bytesOf, cellBytes, hostileTexts } from "../kit/hostile.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";

const login = {
  time: 1n,
  type: 7,
  pid: 4711,
  line: "pts/0",
  user: "alice",
  host: "client.example",
  layout: "linux-384-le",
};

describe("hostile texts in line protocol", (test) => {
  for (const [name, text] of hostileTexts) {
    test(`${name}: one point, its neighbours untouched, the text given back`, async () => {
      const cell = bytesOf(text);
      const hostile = { time: 2n, line: cell, user: cell, host: cell, id: cell, service: cell, pid: 7, layout: "z" };
      const points = parseLineProtocol(await encodeText("line-protocol", [login, hostile, login]));
      assert.is(points.length, 3);
      assert.equal(points[0], points[2]);
      const [, point] = points;
      for (const key of ["line", "username"]) assert.equal(unescapeText(point?.tags.get(key) ?? ""), cell, key);
      for (const key of ["src_host", "id", "service"])
        assert.equal(unescapeText(String(point?.fields.get(key) ?? "")), cell, key);
      assert.is(point?.fields.get("layout"), "z");
    });
  }

  test("any bytes come back from tag and field", async () => {
    const record = fc.record({ user: cellBytes, host: cellBytes, line: cellBytes });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        const lines = await encodeText(
          "line-protocol",
          records.map((cells, index) => ({ ...cells, time: index, pid: index })),
        );
        const points = parseLineProtocol(lines);
        assert.is(points.length, records.length);
        for (const [index, { user, host, line }] of records.entries()) {
          const point = points[index];
          assert.equal(unescapeText(point?.tags.get("username") ?? ""), Uint8Array.from(user));
          assert.equal(unescapeText(point?.tags.get("line") ?? ""), Uint8Array.from(line));
          assert.equal(unescapeText(String(point?.fields.get("src_host") ?? "")), Uint8Array.from(host));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a hostile computer name is escaped like any tag", async () => {
    const [point] = parseLineProtocol(await encodeText("line-protocol", [login], { computer: 'w=1, "x"\n\\' }));
    assert.is(point?.tags.get("host"), 'w=1, "x"\\x0a\\x5c');
  });
});
