import * as fc from "fast-check";
import * as assert from "uvu/assert";
import type { RecordCells } from "../../src/model/record.ts";
import { momentsOf } from "../../src/pair/moments.ts";
import { describe } from "../kit/suite.ts";
import { typeNumber } from "./histories.ts";
import { pairPieces } from "./paired.ts";

const USER = typeNumber("USER_PROCESS");
const BOOT = typeNumber("BOOT_TIME");
const DEAD = typeNumber("DEAD_PROCESS");
const database = { nature: "moments", key: "id", label: "wtmpdb" } as const;

async function momentList(rows: readonly RecordCells[]): Promise<RecordCells[]> {
  const moments: RecordCells[] = [];
  for await (const moment of momentsOf(rows)) moments.push(moment);
  return moments;
}

async function pairedRows(shape: "sessions" | "events", rows: readonly RecordCells[]) {
  return pairPieces(shape, [{ file: database, records: await momentList(rows) }]).rows;
}

/** A row of wtmpdb; seconds. */
function stay(id: number, login: number, logout: number | undefined, user = `user-${id}`): RecordCells {
  const end = logout === undefined ? {} : { logout_time: BigInt(logout) * 1_000_000n };
  return { type: USER, id: `${id}`, time: BigInt(login) * 1_000_000n, line: "pts/0", user, ...end };
}

function boot(id: number, login: number, logout?: number): RecordCells {
  return { ...stay(id, login, logout, "reboot"), type: BOOT, line: "~", host: "6.1.0" };
}

const brief = ({ time = "", action, username = "", ended_by = "" }: Readonly<Record<string, string>>): string =>
  `${Number(time) / 1_000_000} ${action} ${username} ${ended_by}`.trim();

describe("the stays of wtmpdb as moments", (test) => {
  test("logins, logouts, boots and shutdowns come in the order of their times", async () => {
    const rows = [boot(1, 10, 90), stay(2, 20, 80), stay(3, 30, 40), stay(4, 50, undefined), boot(5, 100)];
    assert.equal((await pairedRows("events", rows)).map(brief), [
      "10 boot",
      "20 login user-2",
      "30 login user-3",
      "40 logout user-3 logout",
      "50 login user-4",
      "80 logout user-2 logout",
      "90 shutdown",
      "100 logout user-4 crash",
      "100 boot",
    ]);
  });

  test("memory is bounded, whatever the ends: one that cannot be kept comes before its time", async () => {
    const COUNT = 20_000;
    let read = 0;
    function* rows(): Generator<RecordCells> {
      for (; read < COUNT; read++) yield stay(read, read, 1_000_000 + read);
    }
    let most = 0;
    let ended = 0;
    for await (const { type } of momentsOf(rows())) {
      if (type === DEAD) ended += 1;
      most = Math.max(most, read - ended);
    }
    assert.is(ended, COUNT);
    assert.ok(most <= 16_384, `${most} ends were held`);
  });

  test("a stay of which the database tells the end has that end, even if a boot is stamped before it", async () => {
    //  Without a clock of its own a computer boots at the time that it last saved.
    const rows = [boot(1, 10, 62), stay(2, 20, 60), boot(3, 50), stay(4, 70, 80)];
    assert.equal((await pairedRows("events", rows)).map(brief), [
      "10 boot",
      "20 login user-2",
      "60 logout user-2 logout",
      "62 shutdown",
      "50 boot",
      "70 login user-4",
      "80 logout user-4 logout",
    ]);
    const [session] = await pairedRows("sessions", rows);
    assert.is(session?.duration_s, "40");
  });

  test("a soft reboot is a boot, and so its end a shutdown", async () => {
    const rows = [{ ...boot(1, 10, 40), user: "soft-reboot" }];
    assert.equal((await pairedRows("events", rows)).map(brief), ["10 boot", "40 shutdown"]);
  });

  test("many stays on one line are told apart by their row", async () => {
    const rows = [stay(1, 10, 50), stay(2, 10, 40), stay(3, 11, undefined), stay(4, 12, 30)];
    const sessions = await pairedRows("sessions", rows);
    assert.equal(
      sessions.map(({ username, duration_s = "" }) => `${username} ${duration_s}`),
      ["user-4 18", "user-2 30", "user-1 40", "user-3 "],
    );
    assert.ok(sessions.slice(0, 3).every(({ paired_by }) => paired_by === "id"));
  });

  test("every stay is one session, with its own end; without a boot the moments are in order", async () => {
    const times = fc.tuple(fc.nat(40), fc.option(fc.integer({ min: -5, max: 40 }), { nil: undefined }), fc.nat(20));
    await fc.assert(
      fc.asyncProperty(fc.array(times, { maxLength: 30 }), fc.boolean(), async (list, withBoots) => {
        const sorted = list.sort(([a], [b]) => a - b);
        const rows = sorted.map(([login, length, chance], id) => {
          const logout = length === undefined ? undefined : login + length;
          return withBoots && chance === 0 ? boot(id, login, logout) : stay(id, login, logout);
        });
        const sessions = await pairedRows("sessions", rows);
        const ends = new Map(sessions.map(({ username, logout_time }) => [username, logout_time]));
        const stays = rows.filter(({ type }) => type === USER);
        assert.is(sessions.length, stays.length);
        for (const { user, logout_time } of stays) {
          assert.is(ends.get(String(user)), logout_time === undefined ? undefined : String(logout_time));
        }
        if (rows.length !== stays.length || list.some(([, length]) => length !== undefined && length < 0)) return;
        const moments = await momentList(rows);
        assert.is(
          moments.filter(({ type }) => type === DEAD).length,
          stays.filter((each) => "logout_time" in each).length,
        );
        for (const [index, { time }] of moments.entries()) {
          assert.ok(index === 0 || BigInt(moments[index - 1]?.time as bigint) <= BigInt(time as bigint));
        }
      }),
      { numRuns: 200 },
    );
  });
});
