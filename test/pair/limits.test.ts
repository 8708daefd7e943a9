import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import { describe } from "../kit/suite.ts";
import { crowdOf } from "./crowd.ts";
import { typeNumber } from "./histories.ts";
import { failure, inBatches, login, logout, many, ROOM, users } from "./many.ts";
import { pairPieces } from "./paired.ts";

const DEAD = typeNumber("DEAD_PROCESS");
const boot: RecordCells = {
  type: typeNumber("BOOT_TIME"),
  time: 9_000_000n,
  line: "~",
  user: "reboot",
  host: "6.1.0",
  offset: 1,
};

describe("memory that does not grow", (test) => {
  test("as many sessions as there is room for: none is put out, also when one takes the place of another", () => {
    const again = { ...login(5), pid: 99_999, user: "again", time: 50_000_000n };
    const { rows, lost } = pairPieces("sessions", inBatches([...many(ROOM), again]));
    assert.equal(lost, []);
    assert.is(rows.length, ROOM + 1);
    assert.is(rows[0]?.ended_by, "next_login");
    assert.is(rows.filter(({ state }) => state === undefined).length, ROOM);
  });

  test("more sessions at once than there is room for: the oldest are shown without an end, which is told", () => {
    const { rows, lost } = pairPieces("sessions", inBatches([...many(ROOM + 700), logout(0), logout(ROOM)]));
    assert.equal(lost, ["700 sessions shown without an end: more were open at once than memory holds"]);
    assert.is(rows.length, ROOM + 700);
    assert.equal(
      rows.slice(0, 700).map(({ username }) => username),
      users(0, 700),
    );
    assert.ok(rows.slice(0, 700).every((row) => row.state === undefined && row.ended_by === undefined));
    assert.is(rows[700]?.username, `user-${ROOM}`);
    assert.is(rows[700]?.ended_by, "logout");
    assert.equal(new Set(rows.map(({ username }) => username)).size, ROOM + 700);
  });

  test("the logout of one that was put out is an event without a login", () => {
    const { rows } = pairPieces("events", inBatches([...many(ROOM + 1), logout(0), logout(1)]));
    const logouts = rows.filter(({ action }) => action === "logout");
    assert.equal(
      logouts.map(({ username }) => username),
      [undefined, "user-1"],
    );
    assert.equal(
      logouts.map(({ offset }) => offset),
      [`${ROOM}`, `${ROOM + 1}`],
    );
  });

  test("failed and last logins go on when all room is taken", () => {
    const pieces = [
      ...inBatches(many(ROOM)),
      ...inBatches(
        Array.from({ length: 1500 }, (_, number) => ({ ...failure, pid: number })),
        { file: { nature: "failed", key: "line", label: "btmp" } },
      ),
      ...inBatches(
        Array.from({ length: 1500 }, (_, uid) => ({ time: 5n, line: "pts/0", uid })),
        { file: { nature: "last-login", key: "line", label: "lastlog" } },
      ),
    ];
    const { rows, lost } = pairPieces("events", pieces);
    const by = (source: string): number => rows.filter(({ sources }) => sources === source).length;
    assert.equal([by("wtmp"), by("btmp"), by("lastlog")], [ROOM, 1500, 1500]);
    assert.is(lost.length, 1);
    assert.match(lost[0] ?? "", /^\d+ sessions shown without an end/);
    assert.ok(Number.parseInt(lost[0] ?? "", 10) < 1100, "no more are put out than rows of one call");
  });

  test("lines made for one bucket of the index put each other out, not the others", () => {
    const crowd = crowdOf(80).map((line, number) => login(20_000 + number, line));
    const { rows, lost } = pairPieces("sessions", inBatches([...many(1000), ...crowd]));
    assert.equal(lost, ["16 sessions shown without an end: more were open at once than memory holds"]);
    assert.equal(
      rows.slice(0, 16).map(({ username }) => username),
      users(20_000, 20_016),
    );
    assert.equal(
      rows.slice(16, 1016).map(({ username }) => username),
      users(0, 1000),
    );
    assert.is(rows.length, 1080);
  });

  test("processes that init starts without a line take no room", () => {
    const init = { type: typeNumber("INIT_PROCESS"), time: 5n, line: "", id: "1" };
    const started = Array.from({ length: ROOM + 1000 }, (_, pid) => ({ ...init, pid }));
    const { rows, lost } = pairPieces("sessions", inBatches([login(1), ...started, logout(1)]));
    assert.equal(lost, []);
    assert.equal(
      rows.map(({ username, ended_by }) => `${username} ${ended_by}`),
      ["user-1 logout"],
    );
  });

  test("times that are further apart than 64 bits can tell give no duration", () => {
    const far = 2n ** 63n - 1n;
    const times: readonly (readonly [login: bigint, logout: bigint])[] = [
      [far, -far],
      [-far, far],
      [0n, far],
    ];
    const durations = times.map(([from, to]) => {
      const records = [
        { ...login(1), time: from },
        { ...logout(1), time: to },
      ];
      return pairPieces("sessions", [{ records }]).rows[0]?.duration_s;
    });
    assert.equal(durations, [undefined, undefined, String(far / 1_000_000n)]);
  });

  test("a boot that ends more sessions than a batch holds ends them all, oldest first", () => {
    for (const count of [511, 512, 513, 5000]) {
      const { rows } = pairPieces("sessions", inBatches([...many(count), boot, login(7)]));
      assert.equal(
        rows.slice(0, count).map(({ username }) => username),
        users(0, count),
      );
      assert.ok(rows.slice(0, count).every((row) => row.ended_by === "crash" && row.ended_before === "9000000"));
      assert.is(rows.length, count + 1);
      const events = pairPieces("events", inBatches([...many(count), boot, login(7)])).rows;
      assert.equal(
        events.slice(count, 2 * count).map(({ username }) => username),
        users(0, count),
      );
      assert.equal(
        events.slice(2 * count).map(({ action }) => action),
        ["boot", "login"],
      );
    }
  });

  test("a logout finds its login however long the name is", () => {
    const stay = { ...login(1), id: "17", user: "x".repeat(16_384), host: "y".repeat(16_384) };
    const records = [stay, { ...stay, type: DEAD, time: 60_000_000n }];
    const file = { nature: "moments", key: "id", label: "wtmpdb" } as const;
    const { rows } = pairPieces("sessions", [{ file, records }]);
    assert.equal(
      rows.map(({ ended_by, paired_by }) => `${ended_by} ${paired_by}`),
      ["logout id"],
    );
  });

  test("texts that are too long for memory are cut, which is told, and harm no other session", () => {
    const lengths = [0, 100, 300, 383, 384, 400, 500, 700, 1024, 5000, 16_384];
    const moments = { file: { nature: "moments", key: "id", label: "wtmpdb" } } as const;
    const fields = ["line", "user", "host", "service", "id"] as const;
    for (const field of fields) {
      for (const length of lengths) {
        const long = { ...login(500), id: "long", [field]: "x".repeat(length) };
        const others = Array.from({ length: 40 }, (_, number) => ({ ...login(number), id: `${number}` }));
        const ends = others.map((other) => ({ ...other, type: DEAD, time: 60_000_000n }));
        // It comes into the place of one that left, with neighbours on both sides.
        const guest = { ...login(99), id: "guest" };
        const records = [...others.slice(0, 20), guest, ...others.slice(20), { ...guest, type: DEAD }];
        const { rows: all, lost } = pairPieces("sessions", [{ ...moments, records }, { records: [long, ...ends] }]);
        const rows = all.slice(1);
        assert.equal(
          rows.slice(0, 40).map(({ username }) => username),
          users(0, 40),
        );
        assert.ok(rows.slice(0, 40).every(({ ended_by, line }) => ended_by === "logout" && line?.startsWith("pts/")));
        const [row] = rows.slice(40);
        const name = { line: "line", user: "username", host: "src_host", service: "service", id: "id" }[field];
        const shown = row?.[name] ?? "";
        if (field !== "id") assert.ok("x".repeat(length).startsWith(shown));
        assert.equal(
          lost.length,
          field === "id" ? Number(length > 900) : Number(shown.length < length),
          `${field} ${length}`,
        );
      }
    }
  });
});
