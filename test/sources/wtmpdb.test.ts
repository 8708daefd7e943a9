import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import * as assert from "uvu/assert";
import { database } from "../../fixtures/make/live-kit.ts";
import { runSql, WTMP_COLUMNS } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { type Contents, healthIn, healthOf, inRoot, snapshotOf, whoIs } from "./roots.ts";
import { asNobody } from "./users.ts";

const path = "var/lib/wtmpdb/wtmp.db";
const link = "var/log/wtmp.db";
const sqlite3 = requireProgram("sqlite3", "wtmpdb as a live source, on databases of our own");

/** A database with these rows, written by the real SQLite. */
function rows(...values: readonly string[]): Contents {
  return (file) => {
    const inserts = values.map((value, index) => `INSERT INTO wtmp VALUES (${index + 1}, ${value});`).join("\n");
    runSql(sqlite3 as string, file, `CREATE TABLE wtmp(${WTMP_COLUMNS});\n${inserts}\n`);
  };
}

const boot = "1, 'reboot', 1767603590250000, NULL, '~', '6.12.0', NULL";
const carol = "3, 'carol', 1767604500250000, NULL, 'ssh', '2001:db8::5', 'sshd'";
const seat = { "run/systemd/seats/seat0": "IS_SEAT0=1\n" };
const carolsSession =
  "UID=1002\nUSER=carol\nSTATE=active\nREMOTE=1\nTYPE=tty\nCLASS=user\nREMOTE_HOST=2001:db8::5\nREALTIME=1767604500100000\n";

describe("wtmpdb as a live source", (test) => {
  const withSqlite = sqlite3 === undefined ? test.skip : test;

  withSqlite("open rows of the newest boot are the people, where nobody else can tell", async () => {
    const others = [
      "3, 'lost', 1767600000000000, NULL, 'pts/9', '', 'sshd'",
      "3, 'gone', 1767604000000000, 1767604100000000, 'pts/8', '', 'sshd'",
      "1, 'reboot', 1767500000000000, 1767600100000000, '~', '6.12.0', NULL",
      "3, 'alice', 1767604600000000, NULL, 'tty1', '', 'login'",
    ];
    await inRoot({ [path]: rows(boot, carol, ...others) }, async (root) => {
      const snapshot = await snapshotOf(root);
      assert.equal(whoIs(snapshot), ["carol@ssh active", "alice@tty1 active"]);
      assert.equal(
        snapshot.sessions.map(({ session, service }) => [session, service]),
        [
          ["ssh@1767604500250000", "sshd"],
          ["tty1@1767604600000000", "login"],
        ],
      );
    });
  });
  withSqlite("its open rows are no people where logind runs and does not know them", async () => {
    await inRoot({ [path]: rows(boot, carol), ...seat, "run/systemd/sessions/.keep": "" }, async (root) => {
      const snapshot = await snapshotOf(root, { include: "all" });
      assert.equal(whoIs(snapshot), ["carol@ssh stale"]);
      assert.equal((await snapshotOf(root)).sessions, []);
      assert.is(healthOf(snapshot, "wtmpdb").stale, 1);
    });
  });
  withSqlite("a terminal called ssh joins logind's session of the same user, host and moment", async () => {
    const files = { [path]: rows(boot, carol), ...seat, "run/systemd/sessions/2": carolsSession };
    await inRoot(files, async (root) => {
      const { sessions } = await snapshotOf(root);
      assert.equal(
        sessions.map(({ sources, line, service, kind }) => [sources, line, service, kind]),
        [["logind wtmpdb", "ssh", "sshd", undefined]],
      );
    });
  });
  withSqlite("another host, another user or another minute is another session", async () => {
    for (const [from, to] of [
      ["2001:db8::5", "2001:db8::6"],
      ["'carol'", "'karol'"],
      ["1767604500250000", "1767604560250000"],
    ] as const) {
      const files = { [path]: rows(boot, carol.replace(from, to)), ...seat, "run/systemd/sessions/2": carolsSession };
      await inRoot(files, async (root) => {
        const { sessions } = await snapshotOf(root, { include: "all" });
        assert.equal(sessions.map(({ sources }) => sources).sort(), ["logind", "wtmpdb"], to);
      });
    }
  });
  test("one database under two names is read once", async () => {
    const files = {
      [path]: database("wtmp.db"),
      [link]: (file: string) => symlinkSync("/var/lib/wtmpdb/wtmp.db", file),
    };
    assert.is((await healthIn(files, "wtmpdb")).records, 9);
  });
  const onUnix = process.platform === "win32" ? test.skip : test;
  onUnix(
    "a side file that is a FIFO, a directory or a link out of the root is refused, and waited for by nobody",
    async () => {
      for (const side of ["wal", "journal"])
        for (const make of [
          (file: string) => execFileSync("mkfifo", [file]),
          (file: string) => mkdirSync(file),
          (file: string) => symlinkSync("/etc/hostname", file),
        ]) {
          const { status, problem } = await healthIn(
            { [path]: database("wtmp.db"), [`${path}-${side}`]: make },
            "wtmpdb",
          );
          assert.equal([status, problem], ["foreign", `wtmp.db-${side} beside it is no regular file`]);
        }
    },
  );
  test("a database without a row that can be read is not nobody", async () => {
    const damaged = Buffer.from(database("wtmp.db"));
    const pageBytes = damaged.readUInt16BE(16);
    damaged.fill(0, pageBytes);
    const { status, records } = await healthIn({ [path]: damaged }, "wtmpdb");
    assert.equal([status, records], ["failed", 0]);
  });
  test("missing, empty, unreadable and foreign are four outcomes", async () => {
    assert.is((await healthIn({}, "wtmpdb")).status, "missing");
    assert.is((await healthIn({ [path]: "" }, "wtmpdb")).status, "empty");
    assert.is((await healthIn({ [path]: "SQLite format 3\0 and then something else" }, "wtmpdb")).status, "foreign");
    await inRoot({ [path]: database("wtmp.db") }, (root) =>
      asNobody(root, path, "an unreadable wtmpdb", async () => {
        const { status, cure } = healthOf(await snapshotOf(root), "wtmpdb");
        assert.equal([status, cure], ["unreadable", "run as root, or read a copy"]);
      }),
    );
  });
});
