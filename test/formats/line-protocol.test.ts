import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { recordEntity } from "../../src/model/record-entity.ts";
import { encode, encodeText } from "../kit/encoded.ts";
import { influxqlKeywords } from "../kit/influxql-keywords.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";

const login = {
  time: 1_700_000_000_123_456n,
  type: 7,
  type_code: 7,
  pid: 4711,
  line: "pts/0",
  id: "ts/0",
  user: "alice",
  host: "client.example",
  addr: Uint8Array.of(192, 0, 2, 7),
  session: 0,
  offset: 384,
  layout: "linux-384-le",
};

describe("line protocol", (test) => {
  test("a login is one point with its tags in order and nanoseconds", async () => {
    const line =
      'logon_record,line=pts/0,type=USER_PROCESS,username=alice src_host="client.example",src_ip="192.0.2.7",id="ts/0",' +
      'pid=4711i,byte_offset=384i,layout="linux-384-le" 1700000000123456000\n';
    assert.is(await encodeText("line-protocol", [login]), line);
  });

  test("every field of a record has its key", async () => {
    const rest = {
      ...login,
      ordinal: 2,
      session: 12,
      exit_termination: 9,
      exit_status: 1,
      uid: 1000,
      count: 3,
      max: 5,
      service: "sshd",
    };
    const times = { locktime: 1n, logout_time: -1_000_001n };
    const [point] = parseLineProtocol(
      await encodeText("line-protocol", [{ ...rest, ...times }], { computer: "web 1" }),
    );
    assert.equal(
      [...(point?.tags ?? [])],
      [
        ["host", "web 1"],
        ["line", "pts/0"],
        ["ordinal", "2"],
        ["type", "USER_PROCESS"],
        ["username", "alice"],
      ],
    );
    assert.equal(
      [...(point?.fields ?? [])],
      [
        ["src_host", "client.example"],
        ["src_ip", "192.0.2.7"],
        ["id", "ts/0"],
        ["pid", 4711n],
        ["session", 12n],
        ["exit_termination", 9n],
        ["exit_status", 1n],
        ["uid", 1000n],
        ["count", 3n],
        ["max", 5n],
        ["locktime", 1n],
        ["logout_time", -1_000_001_000n],
        ["service", "sshd"],
        ["byte_offset", 384n],
        ["layout", "linux-384-le"],
      ],
    );
  });

  test("offset and layout stand in only where rows have no other field for sure, so that a point has one", async () => {
    const keys = async (fields: readonly string[]): Promise<string[]> => {
      const [point] = parseLineProtocol(await encodeText("line-protocol", [login], { fields }));
      return [...(point?.fields.keys() ?? [])];
    };
    assert.equal(await keys(["time", "user", "id", "pid", "offset", "layout"]), ["pid"]);
    assert.equal(await keys(["time", "user", "id", "layout"]), ["id", "layout"]);
    assert.equal(await keys(["time", "user", "offset", "layout"]), ["byte_offset"]);
    assert.equal(await keys(["time", "user", "layout"]), ["layout"]);
  });

  test("no key is an InfluxQL keyword, none is twice, and the tags are sorted", () => {
    const tags = ["host", ...recordEntity.tags.map((tag) => tag.key)];
    const keys = [...tags, ...recordEntity.lineFields.map((field) => field.key)];
    assert.equal(
      keys.filter((key) => influxqlKeywords.has(key.toUpperCase())),
      [],
    );
    assert.is(new Set(keys).size, keys.length);
    assert.equal(tags, [...tags].sort());
  });

  test("absent and empty values are left out", async () => {
    const line = await encodeText("line-protocol", [{ time: 1n, user: "", host: "", ordinal: 0, offset: 0 }]);
    assert.is(line, "logon_record byte_offset=0i 1000\n");
  });

  test("a type without a name is no tag", async () => {
    const lines = await encodeText(
      "line-protocol",
      [11, 12, -1, 2 ** 40].map((type) => ({ time: 1n, type, offset: 0 })),
    );
    assert.equal(
      parseLineProtocol(lines).map((point) => point.tags.get("type")),
      ["SHUTDOWN_TIME", undefined, undefined, undefined],
    );
  });

  test("a record without a time, or with one beyond 64-bit nanoseconds, is left out and counted", async () => {
    const last = 9_223_372_036_854_775n;
    const times = [undefined, last, last + 1n, -last, -last - 1n, 2n ** 62n];
    const records = times.map((time, offset) => (time === undefined ? { offset } : { time, offset }));
    const { bytes, rowsWithoutTime } = await encode("line-protocol", records);
    assert.equal(
      parseLineProtocol(bytes.toString()).map((point) => point.timestamp),
      [last * 1000n, -last * 1000n],
    );
    assert.is(rowsWithoutTime, 4);
  });

  test("a time field beyond 64-bit nanoseconds is left out", async () => {
    const line = await encodeText("line-protocol", [{ time: 5n, pid: 1, logout_time: 2n ** 60n }]);
    assert.is(line, "logon_record pid=1i 5000\n");
  });

  test("a record that says nothing is left out and counted; a trace of anything keeps it", async () => {
    const blank = {
      time: 0n,
      type: 0,
      type_code: 0,
      pid: 0,
      line: "",
      id: "",
      user: "",
      host: "",
      session: 0,
      offset: 768,
    };
    const traces = [{ pid: 1 }, { line: "x" }, { id: "x" }, { user: "x" }, { host: "x" }, { time: 1n }, { type: 8 }];
    const records = [blank, ...traces.map((trace) => ({ ...blank, ...trace }))];
    const { bytes, emptyRows } = await encode("line-protocol", records);
    assert.is(parseLineProtocol(bytes.toString()).length, traces.length);
    assert.is(emptyRows, 1);
  });

  test("any times are exact nanoseconds", async () => {
    const limit = 9_223_372_036_854_775n;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: -limit, max: limit }), { minLength: 1, maxLength: 100 }),
        async (times) => {
          const lines = await encodeText(
            "line-protocol",
            times.map((time) => ({ time, pid: 1 })),
          );
          assert.equal(
            parseLineProtocol(lines).map((point) => point.timestamp),
            times.map((time) => time * 1000n),
          );
        },
      ),
    );
  });
});
