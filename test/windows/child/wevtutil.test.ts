import * as assert from "uvu/assert";
import type { OneShot } from "../../../src/windows/child/one-shot.ts";
import { missing } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { errorOf } from "./fake.ts";
import { printing, withOneShot } from "./windows-folder.ts";

const event = (record: number, text = ""): string => `<Event><R>${record}</R>${text}</Event>`;
const channel = { log: "Security", kind: "channel", after: "0", ids: [] } as const;

/** All that an open log tells, asked for so many at a time. */
async function read(windows: OneShot, reader: number, most: number): Promise<readonly string[]> {
  const events: string[] = [];
  for (;;) {
    const next = await windows.ask("next", { reader, most });
    assert.ok(next.events.length <= most);
    if (next.events.length === 0) return events;
    events.push(...next.events);
  }
}

/** A wevtutil that prints this text in UTF-16, as it is asked to. */
function utf16(text: string): string {
  return printing(Buffer.from(`\ufeff${text}`, "utf16le"));
}

describe("event logs by wevtutil", (test) => {
  if (process.platform === "win32") {
    missing("/bin/sh", "event logs by wevtutil");
    test.skip("by shell scripts in its place");
    return;
  }

  test("events come in their order, some at a time, in UTF-16 and in UTF-8, with blank lines between or none", async () => {
    const events = [event(1, "Jürgen"), event(2, "田中\r\n</Events>"), event(3)];
    for (const program of [
      utf16(events.join("\r\n")),
      utf16(events.join("")),
      printing(Buffer.from(events.join("\n\n"))),
    ]) {
      for (const most of [1, 2, 10]) {
        await withOneShot({ "wevtutil.exe": program }, async (windows) => {
          const { reader } = await windows.ask("open", channel);
          assert.equal(await read(windows, reader, most), events);
          await windows.ask("close", { reader });
        });
      }
    }
  });

  test("its arguments are the log's name and a query made of numbers", async () => {
    const echo = 'for a in "$@"; do printf "<Event>%s</Event>" "$a"; done\n';
    await withOneShot({ "wevtutil.exe": echo }, async (windows) => {
      const log = "'; Remove-Item $(x) \"&|%PATH%";
      const { reader } = await windows.ask("open", {
        log,
        kind: "file",
        after: "18446744073709551615",
        ids: [4624, 4634],
      });
      const query = "/q:*[System[EventRecordID>18446744073709551615 and (EventID=4624 or EventID=4634)]]";
      assert.equal(
        await read(windows, reader, 100),
        ["qe", log, "/lf:true", query, "/f:xml", "/rd:false", "/uni:true"].map(
          (argument) => `<Event>${argument}</Event>`,
        ),
      );
    });
  });

  test("names that look like options, numbers that are none and too many ids are refused", async () => {
    await withOneShot({ "wevtutil.exe": "exit 0\n" }, async (windows) => {
      const refused = async (given: Record<string, unknown>): Promise<string | undefined> =>
        (await errorOf(windows.ask("open", { ...channel, ...given })))?.message;
      assert.is(await refused({ log: "/r:elsewhere" }), "refused: a log's name that looks like an option");
      assert.is(await refused({ after: "1 or 1=1" }), "refused: no number");
      assert.is(await refused({ ids: [Number.NaN] }), "refused: no number");
      assert.is(await refused({ ids: Array.from({ length: 21 }, (_, id) => id) }), "refused: TooManyIds");
    });
  });

  test("a log that may not be read is refused when it is opened, by the error's name or number", async () => {
    for (const [exit, detail] of [
      [5, "UnauthorizedAccessException"],
      [7, "exit code 7"],
    ] as const) {
      await withOneShot({ "wevtutil.exe": `echo Zugriff verweigert >&2; exit ${exit}\n` }, async (windows) => {
        assert.is((await errorOf(windows.ask("open", channel)))?.message, `refused: ${detail}`);
      });
    }
  });

  test("what was told before a failure is handed over, and then the failure", async () => {
    await withOneShot({ "wevtutil.exe": `${utf16(event(1))}exit 5\n` }, async (windows) => {
      const { reader } = await windows.ask("open", channel);
      assert.equal(await windows.ask("next", { reader, most: 10 }), { events: [event(1)] });
      assert.is(
        (await errorOf(windows.ask("next", { reader, most: 10 })))?.message,
        "refused: UnauthorizedAccessException",
      );
    });
  });

  test("a program that hangs is ended at its time", async () => {
    await withOneShot(
      { "wevtutil.exe": `${utf16(event(1))}exec sleep 60\n` },
      async (windows) => {
        const { reader } = await windows.ask("open", channel);
        assert.is((await errorOf(windows.ask("next", { reader, most: 10 })))?.message, "timeout: nothing within 0.3 s");
        assert.is(await errorOf(windows.ask("quser", {})), undefined);
      },
      { limit: 300 },
    );
  });

  test("a log without events is open, and empty", async () => {
    await withOneShot({ "wevtutil.exe": "exit 0\n" }, async (windows) => {
      const { reader } = await windows.ask("open", channel);
      assert.equal(await read(windows, reader, 10), []);
      assert.ok(reader < 0);
    });
  });

  /** How many events a log of so many tells whose reader comes back after a while. */
  async function countOf(events: number): Promise<number> {
    const long = "x".repeat(1000);
    const loop = `i=1; while [ $i -le ${events} ]; do echo "<Event><R>$i</R>${long}</Event>"; i=$((i+1)); done\n`;
    return withOneShot({ "wevtutil.exe": loop }, async (windows) => {
      const { reader } = await windows.ask("open", channel);
      // Longer than the rest is waited for behind a program's end.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const all = await read(windows, reader, 512);
      all.forEach((one, index) => {
        assert.is(one, event(index + 1, long));
      });
      return all.length;
    });
  }

  test("a log that is read slowly waits in its program", async () => assert.is(await countOf(9000), 9000));

  test("what is still in the pipe when its program has ended is not lost", async () =>
    assert.is(await countOf(4170), 4170));

  test("an event without an end is no event", async () => {
    await withOneShot({ "wevtutil.exe": "yes '<Event>'\n" }, async (windows) => {
      assert.is((await errorOf(windows.ask("open", channel)))?.message, "crash: an event without an end");
    });
  });

  test("logs that were not opened cannot be read, and are closed without a word", async () => {
    await withOneShot({ "wevtutil.exe": "exit 0\n" }, async (windows) => {
      assert.is((await errorOf(windows.ask("next", { reader: -9, most: 1 })))?.message, "refused: NoSuchReader");
      assert.equal(await windows.ask("close", { reader: -9 }), {});
    });
  });

  test("channels tell whether they are on, and which records they hold", async () => {
    const program = `
case "$1 $2" in
  "gl Security") printf 'name: Security\\r\\nenabled: true\\r\\ntype: Admin\\r\\n' ;;
  "gli Security") printf 'creationTime: 2024\\r\\nnumberOfLogRecords: 100\\r\\noldestRecordNumber: 18446744073709551000\\r\\n' ;;
  "gl Empty") printf 'name: Empty\\nenabled: false\\n' ;;
  "gli Empty") printf 'numberOfLogRecords: 0\\noldestRecordNumber: 0\\n' ;;
  *) exit 5 ;;
esac
`;
    await withOneShot({ "wevtutil.exe": program }, async (windows) => {
      const { channels } = await windows.ask("channels", { names: ["Security", "Empty", "Secret"] });
      const nothing = { enabled: null, oldest: null, newest: null, records: null };
      assert.equal(channels, [
        {
          name: "Security",
          enabled: true,
          oldest: "18446744073709551000",
          newest: "18446744073709551099",
          records: "100",
          problem: null,
        },
        { name: "Empty", enabled: false, oldest: "0", newest: null, records: "0", problem: null },
        { name: "Secret", ...nothing, problem: "UnauthorizedAccessException" },
      ]);
    });
  });
});
