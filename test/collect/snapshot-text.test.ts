import * as assert from "uvu/assert";
import { compileSelection } from "../../src/select/index.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { health, NOW, pointsOf, session, textOf } from "./snapshots.ts";

describe("a snapshot as line protocol", (test) => {
  test("is the sessions, one summary, and the health of each source, all at one moment", () => {
    const text = textOf([session({ uid: "1000", src_host: "client", src_ip: Uint8Array.of(192, 0, 2, 7), idle_s: 5 })]);
    assert.equal(text.split("\n"), [
      "logon_session,kind=pty,line=pts/0,username=alice " +
        'session="pts/0@1699996400123000.4242",uid="1000",login_type="remote",state="active",src_host="client",' +
        'src_ip="192.0.2.7",pid=4242i,login_time=1699996400123000000i,duration_s=3600i,idle_s=5i,sources="utmp" ' +
        "1700000000123000000",
      "logon_summary n_users=1i,n_unique_users=1i,n_interactive=0i,n_local=0i,n_rdp=0i,n_remote=1i,n_closing=0i," +
        "n_stale=0i,sources_ok=1i,sources_failed=0i,sources_missing=0i 1700000000123000000",
      'logon_collector,source=utmp up=1i,status="ok",path="/run/utmp",layout="linux-384-le",records=1i,skipped=0i,' +
        "stale=0i,sessions=1i,duration_us=210i 1700000000123000000",
      "",
    ]);
  });

  test("has the computer's name when it is told, and only then", () => {
    assert.not(textOf([session()]).includes("host="));
    const points = parseLineProtocol(textOf([session()], { computer: "web 1" }));
    assert.equal(new Set(points.map(({ tags }) => tags.get("host"))), new Set(["web 1"]));
  });

  test("has only the parts that are wanted", () => {
    assert.is(pointsOf(textOf([session()], { parts: ["summary"] }), "logon_summary").length, 1);
    assert.is(parseLineProtocol(textOf([session()], { parts: ["summary"] })).length, 1);
    assert.is(parseLineProtocol(textOf([session()], { parts: ["collector"] })).length, 1);
  });

  test("has no duration for a login that the clock has not reached", () => {
    const [point] = pointsOf(textOf([session({ login_time: NOW + 1n })]), "logon_session");
    assert.not(point?.fields.has("duration_s"));
    assert.is(point?.fields.get("login_time"), (NOW + 1n) * 1000n);
  });

  test("has no login where none is known, and is a point all the same", () => {
    const { login_time: _, ...without } = session();
    const [point] = pointsOf(textOf([without]), "logon_session");
    assert.is(point?.timestamp, NOW * 1000n);
    assert.not(point?.fields.has("login_time"));
  });
});

describe("sessions that are ending", (test) => {
  const sessions = [
    session({ state: "closing", line: "pts/1" }),
    session(),
    session({ state: "stale", line: "pts/2" }),
    session({ state: "idle", line: "pts/3", username: "bob" }),
  ];

  test("are not shown, and counted apart", () => {
    const text = textOf(sessions);
    assert.equal(
      pointsOf(text, "logon_session").map(({ tags }) => tags.get("line")),
      ["pts/0", "pts/3"],
    );
    const [summary] = pointsOf(text, "logon_summary");
    const numbers = ["n_users", "n_unique_users", "n_closing", "n_stale"].map((name) => summary?.fields.get(name));
    assert.equal(numbers, [2n, 2n, 1n, 1n]);
  });

  test("are shown behind the others when all are asked for; what is counted stays the same", () => {
    const text = textOf(sessions, { include: "all" });
    const points = pointsOf(text, "logon_session");
    assert.equal(
      points.map(({ fields }) => fields.get("state")),
      ["active", "idle", "closing", "stale"],
    );
    assert.not(points[3]?.fields.has("duration_s"));
    assert.equal(pointsOf(text, "logon_summary"), pointsOf(textOf(sessions), "logon_summary"));
  });

  test("are counted also when no session is shown", () => {
    const [summary] = pointsOf(textOf(sessions, { parts: ["summary"] }), "logon_summary");
    assert.is(summary?.fields.get("n_closing"), 1n);
    assert.is(summary?.fields.get("n_users"), 2n);
  });
});

describe("a selection of sessions", (test) => {
  const selection = compileSelection({ user: "!backup", line: "pts/*" }, () => 0);
  const sessions = [session({ username: "backup" }), session(), session({ line: "tty1" })];

  test("chooses what is shown and what is counted", () => {
    const text = textOf(sessions, { selection });
    assert.is(pointsOf(text, "logon_session").length, 1);
    assert.is(pointsOf(text, "logon_summary")[0]?.fields.get("n_users"), 1n);
  });

  test("changes no ordinal", () => {
    const from = compileSelection({ from: "b" }, () => 0);
    const { line: _, ...without } = session();
    const alike = [
      { ...without, src_host: "a" },
      { ...without, src_host: "b" },
    ];
    const [chosen] = pointsOf(textOf(alike, { selection: from }), "logon_session");
    assert.is(chosen?.tags.get("ordinal"), "1");
  });
});

describe("the summary", (test) => {
  const numbers = (statuses: readonly ("ok" | "partial" | "empty" | "missing" | "foreign" | "unreadable")[]) => {
    const sources = statuses.map((status) => health({ status }));
    return pointsOf(textOf([], { parts: ["summary"] }, sources), "logon_summary")[0]?.fields;
  };

  test("says nothing of users when no source could be read: that is not zero", () => {
    for (const status of ["missing", "foreign", "unreadable"] as const) {
      assert.not(numbers([status])?.has("n_users"), status);
    }
    for (const status of ["ok", "partial", "empty"] as const) assert.is(numbers([status])?.get("n_users"), 0n, status);
  });

  test("counts a source that is not here neither as good nor as failed", () => {
    const fields = numbers(["ok", "empty", "missing", "foreign", "unreadable", "partial"]);
    assert.equal(
      ["sources_ok", "sources_failed", "sources_missing"].map((name) => fields?.get(name)),
      [3n, 2n, 1n],
    );
  });

  test("holds nothing but integers", () => {
    for (const value of numbers(["ok"])?.values() ?? []) assert.is(typeof value, "bigint");
  });
});

describe("a snapshot in other formats", (test) => {
  test("is one JSON document per session, with the computer's name and without an ordinal", () => {
    const text = textOf([session(), session()], { format: "jsonl", parts: ["sessions"], computer: "web1" });
    const rows = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.is(rows.length, 2);
    assert.equal(Object.keys(rows[0]), [
      "host",
      "time",
      "session",
      "username",
      "login_type",
      "kind",
      "line",
      "state",
      "pid",
      "login_time",
      "duration_s",
      "sources",
    ]);
    assert.is(rows[0].host, "web1");
  });

  test("is a JSON array also when nobody is there", () => {
    assert.equal(JSON.parse(textOf([], { format: "json", parts: ["sessions"] })), []);
    assert.is(JSON.parse(textOf([], { format: "json", parts: ["collector"] })).length, 1);
  });

  test("is a table of sessions, of numbers or of sources", () => {
    const heads = (["sessions", "summary", "collector"] as const).map((part) => {
      const [head = ""] = textOf([session()], { format: "table", parts: [part] }).split("\n");
      return head.split(/ {2,}/).slice(0, 2);
    });
    assert.equal(heads, [
      ["USER", "LINE"],
      ["TIME (UTC)", "SESSIONS"],
      ["SOURCE", "STATUS"],
    ]);
  });
});
