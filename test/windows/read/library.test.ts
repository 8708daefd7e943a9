import * as assert from "uvu/assert";
import { type LoginEvent, readEvents, readSessions, type StayOptions, type WhofluxError } from "../../../src/index.ts";
import { describe } from "../../kit/suite.ts";
import { document, morning, withFiles } from "./scene.ts";

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

function events(options: StayOptions = {}): Promise<LoginEvent[]> {
  return withFiles({ "Security.xml": document(morning) }, (folder) => all(readEvents(`${folder}/*.xml`, options)));
}

describe("the library, of Windows events", (test) => {
  test("gives events as objects: times and texts as of Unix, and Windows' own fields", async () => {
    const [boot, , failed, login] = await events();
    assert.equal(boot, {
      time: 1_740_816_000_000_456n,
      action: "boot",
      host: "ws1.corp.example",
      event_id: 4608,
      record_id: 1000,
      sources: "security",
    });
    assert.equal([failed?.login_successful, failed?.status, failed?.session], [false, "0xc000006a", undefined]);
    assert.equal(
      [login?.login_successful, login?.logon_type, login?.src_ip, login?.logon_id, login?.logon_elevated_token],
      [true, "RemoteInteractive", "192.0.2.9", "0x512d1", "No"],
    );
  });

  test("gives sessions, of which login and logout events carry the id", async () => {
    const sessions = await withFiles({ "x.log": document(morning) }, (folder) =>
      all(readSessions(`${folder}/x.log`, { layout: "windows-events", whose: "people" })),
    );
    assert.equal(
      sessions.map(({ username, state, duration_s }) => [username, state, duration_s]),
      [
        ["Alice", "ended", 2910],
        ["bob", undefined, undefined],
      ],
    );
    const mine = (await events({ user: "corp\\\\alice" })).filter(({ session }) => session !== undefined);
    assert.equal(
      mine.map(({ action }) => action),
      ["login", "lock", "unlock", "disconnect", "reconnect", "logout"],
    );
    assert.ok(mine.every(({ session }) => session === sessions[0]?.session));
  });

  test("tells what was left out and what could not be read, and stops where the caller stops", async () => {
    const notices: string[] = [];
    const skips: string[] = [];
    const cut = document(morning).replace("<EventRecordID>1060", "<EventRecordID>x");
    await withFiles({ "a.xml": cut }, async (folder) => {
      const options: StayOptions = {
        whose: "people",
        onNotice: (message) => notices.push(message),
        onSkip: ({ lost, start }) => skips.push(`${lost} ${typeof start}`),
      };
      assert.is((await all(readEvents(`${folder}/a.xml`, options))).length, morning.length - 1);
      for await (const event of readEvents(`${folder}/a.xml`)) {
        assert.is(event.action, "boot");
        break;
      }
    });
    assert.equal(skips, ["value bigint"]);
    assert.ok(notices.some((message) => message.startsWith("1 event of services")));
  });

  test("throws what onError does not take: no events, and login files of Unix beside them", async () => {
    await withFiles({ "a.xml": "nothing", wtmp: "" }, async (folder) => {
      const codeOf = async (...names: readonly string[]): Promise<string> => {
        try {
          await all(readSessions(names.map((name) => `${folder}/${name}`)));
          return "none";
        } catch (error) {
          return (error as WhofluxError).code;
        }
      };
      assert.is(await codeOf("a.xml"), "E_FORMAT");
      assert.is(await codeOf("a.xml", "wtmp"), "E_USAGE");
    });
  });
});
