import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { askBus } from "../../src/sources/bus-answers.ts";
import type { UnixSnapshot } from "../../src/sources/snapshot.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { healthOf, snapshotOf, whoIs } from "./roots.ts";

const text = (data: string) => ({ type: "s", data });
const number = (data: number) => ({ type: "u", data });

/** What busctl prints of one session: some of its properties are others' business. */
function propertiesOf(id: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  const properties = {
    Id: text(id),
    User: { type: "(uo)", data: [1000, "/org/freedesktop/login1/user/_1000"] },
    Name: text("alice"),
    Timestamp: { type: "t", data: 1767604200100000 },
    TimestampMonotonic: { type: "t", data: 610100000 },
    VTNr: number(0),
    TTY: text(`pts/99${id}`),
    Display: text(""),
    Remote: { type: "b", data: true },
    RemoteHost: text("192.0.2.10"),
    Service: text("sshd"),
    Leader: number(0),
    Type: text("tty"),
    Class: text("user"),
    State: text("active"),
    IdleHint: { type: "b", data: false },
    ...changes,
  };
  return { type: "a{sv}", data: [properties] };
}

function listOf(...ids: readonly string[]): unknown {
  const sessions = ids.map((id) => [id, 1000, "alice", "", `/org/freedesktop/login1/session/_3${id}`]);
  return { type: "a(susso)", data: [sessions] };
}

/** A program that runs this JavaScript; its arguments are `args`. */
type Code = string;

/** A snapshot of the running system by programs that are not its own. */
function asked(
  programs: { readonly busctl?: Code; readonly loginctl?: Code },
  source = "loginctl",
): Promise<UnixSnapshot> {
  return inFolder((folder) => {
    const paths = Object.entries(programs).map(([name, code]) => {
      const path = join(folder, name);
      writeFileSync(path, `#!${process.execPath}\nconst args = process.argv.slice(2);\n${code}\n`, { mode: 0o755 });
      return [name, [path]];
    });
    const found = { busctl: [`${folder}/none`], loginctl: [], ...Object.fromEntries(paths) };
    return snapshotOf("/", { sources: [source as "loginctl"], programs: found });
  });
}

/** A busctl that prints one answer to the list, and another to every session. */
function busctl(list: unknown, session: (id: string) => unknown): Code {
  const answers = Object.fromEntries(["2", "3"].map((id) => [`/org/freedesktop/login1/session/_3${id}`, session(id)]));
  return `const answers = ${JSON.stringify(answers)};
    const answer = args.at(-1) === "ListSessions" ? ${JSON.stringify(list)} : answers[args[4]];
    if (answer === undefined) { console.error("Call failed: Unknown object"); process.exit(1); }
    console.log(JSON.stringify(answer));`;
}

const isUnix = process.platform !== "win32";

describe("logind asked through its programs", (test) => {
  const onUnix = isUnix ? test : test.skip;
  onUnix("busctl tells all of every session", async () => {
    const snapshot = await asked({ busctl: busctl(listOf("2", "3"), (id) => propertiesOf(id)) });
    assert.equal(whoIs(snapshot), ["alice@pts/992 active", "alice@pts/993 active"]);
    const [first] = snapshot.sessions;
    assert.equal(
      { ...first, src_ip: Uint8Array.from(first?.src_ip as Uint8Array) },
      {
        time: first?.time,
        session: "pts/992@1767604200100000",
        username: "alice",
        state: "active",
        sources: "loginctl",
        line: "pts/992",
        login_time: 1767604200100000n,
        src_host: "192.0.2.10",
        src_ip: Uint8Array.from([192, 0, 2, 10]),
        uid: "1000",
        service: "sshd",
        login_type: "remote",
      },
    );
    assert.is(healthOf(snapshot, "loginctl").status, "ok");
  });
  onUnix("a session that ended between two questions is counted, the others are listed", async () => {
    const snapshot = await asked({ busctl: busctl(listOf("2", "3", "4"), (id) => propertiesOf(id)) });
    assert.is(snapshot.sessions.length, 2);
    const { status, skipped, problem } = healthOf(snapshot, "loginctl");
    assert.equal([status, skipped, problem], ["partial", 1, "sessions that gave no answer: 1"]);
  });
  onUnix("sessions of which none answers are not nobody", async () => {
    const snapshot = await asked({ busctl: busctl(listOf("4"), (id) => propertiesOf(id)) });
    assert.is(healthOf(snapshot, "loginctl").status, "failed");
  });
  onUnix("greeters and managers are nobody, closing sessions are not open", async () => {
    const changes: Record<string, Record<string, unknown>> = {
      "2": { Class: text("manager") },
      "3": { State: text("closing") },
    };
    const snapshot = await asked({ busctl: busctl(listOf("2", "3"), (id) => propertiesOf(id, changes[id])) });
    assert.equal([snapshot.sessions.length, healthOf(snapshot, "loginctl").records], [0, 2]);
  });
  onUnix("without busctl, loginctl's list tells who and where", async () => {
    const list = [
      { session: "2", uid: 1000, user: "alice", seat: null, leader: null, class: "user", tty: "pts/990", since: null },
      { session: "3", uid: 110, user: "gdm", seat: "seat0", leader: 0, class: "greeter", tty: "tty1", since: null },
      { session: "4", uid: 1001, user: "bob", seat: "", tty: "" },
    ];
    const code = `if (args.join(" ") !== "--json=short list-sessions") process.exit(1);
      console.log(${JSON.stringify(JSON.stringify(list))});`;
    assert.equal(whoIs(await asked({ loginctl: code })), ["bob@ active", "alice@pts/990 active"]);
  });
  for (const [what, code, problem] of [
    ["does not answer", "setInterval(() => {}, 1000);", /busctl does not answer \(expected within 2000 ms\)$/],
    [
      "fails",
      'console.error("Failed: \\x1b[31mno bus"); process.exit(3);',
      /fails \(found exit code 3, Failed: \\x1b\[31mno bus\)$/,
    ],
    ["does not speak JSON", 'console.log("SESSION  UID USER");', /does not answer in JSON$/],
    [
      "answers another type",
      'console.log(\'{"type":"s","data":["x"]}\');',
      /not of the type that was asked for \(expected a\(susso\)\)$/,
    ],
    [
      "answers another shape",
      'console.log(\'{"type":"a(susso)","data":["x"]}\');',
      /list of sessions is not what it should be/,
    ],
    [
      "answers without end",
      'for (;;) require("fs").writeSync(1, "x".repeat(65536));',
      /answers more than 16777216 bytes$/,
    ],
  ] as const) {
    onUnix(`a program that ${what} has failed, and says so`, async () => {
      const health = healthOf(await asked({ busctl: code }), "loginctl");
      assert.is(health.status, "failed");
      assert.match(health.problem ?? "", problem);
      assert.match(health.path ?? "", /\/busctl$/);
    });
  }
  onUnix("the program gets an empty stdin, and nothing of our environment", async () => {
    // While coverage is measured, Node itself hands its own variable on to every child.
    const names = `Object.keys(process.env).filter((name) => name !== "NODE_V8_COVERAGE").join()`;
    const code = `console.error(${names} + " " + require("fs").readFileSync(0).length); process.exit(1);`;
    const { problem } = healthOf(await asked({ busctl: code }), "loginctl");
    assert.match(problem ?? "", /exit code 1, LC_ALL 0\)$/);
  });
  onUnix("without either program it is missing", async () => {
    const { status, problem } = healthOf(await asked({}), "loginctl");
    assert.equal([status, problem], ["missing", "neither busctl nor loginctl is here"]);
  });
  test("another root cannot be asked", async () => {
    await inFolder(async (root) => {
      assert.is(healthOf(await snapshotOf(root, { sources: ["loginctl"] }), "loginctl").status, "unsupported");
      const { health } = await snapshotOf(root);
      assert.is(
        health.some(({ source }) => source === "loginctl"),
        false,
      );
    });
  });
  test("where the files know the rest, only sessions with a hidden terminal are asked for", async () => {
    const questions: string[] = [];
    const json = async (_: string, args: readonly string[]): Promise<unknown> => {
      questions.push(args.at(-1) === "ListSessions" ? "list" : (args[4] ?? ""));
      return args.at(-1) === "ListSessions" ? listOf("2", "3", "4") : propertiesOf("3");
    };
    const { sessions } = await askBus({ json }, "busctl", new Set(["3"]));
    assert.equal(questions, ["list", "/org/freedesktop/login1/session/_33"]);
    assert.equal(
      sessions.map(({ id, tty }) => [id, tty]),
      [["3", "pts/993"]],
    );
  });
  test("the question starts no logind that does not run", async () => {
    const json = async (_: string, args: readonly string[]): Promise<unknown> => {
      assert.ok(args.includes("--auto-start=no"));
      return listOf();
    };
    assert.is((await askBus({ json }, "busctl", undefined)).sessions.length, 0);
  });
});
