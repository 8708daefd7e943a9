import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { contract, keeps } from "./contract.ts";
import { inScene, type RealChild } from "./real-child.ts";

const event = (record: number, id: number, more = ""): string =>
  `<Event><System><EventID>${id}</EventID><EventRecordID>${record}</EventRecordID></System>${more}</Event>`;

/** A folder of logs, one event per line, each named like its channel. */
async function withLogs(
  logs: Record<string, readonly string[]>,
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-logs-"));
  try {
    for (const [name, events] of Object.entries(logs)) writeFileSync(join(folder, name), `${events.join("\n")}\n`);
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readAll(child: RealChild, reader: number, most: number): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const answer = await child.ask("next", { reader, most });
    keeps(answer, contract.next);
    if (answer.events.length === 0) return all;
    assert.ok(answer.events.length <= most);
    all.push(...answer.events);
  }
}

const everything = { after: "0", ids: [] } as const;

if (requirePowerShell("event logs through the program") !== undefined) {
  describe("logs", (test) => {
    const many = Array.from({ length: 250 }, (_, index) => event(index + 1, index % 2 === 0 ? 4624 : 4634));

    test("are read from the beginning to the end in portions", () =>
      withLogs({ Security: many, "A%4B": many.slice(0, 1) }, (folder) =>
        inScene(
          "office",
          async (child) => {
            const first = await child.ask("open", { log: "Security", kind: "channel", ...everything });
            const second = await child.ask("open", { log: "A/B", kind: "channel", ...everything });
            assert.equal([first, second], [{ reader: 1 }, { reader: 2 }]);
            assert.equal(await readAll(child, first.reader, 100), many);
            assert.equal(await readAll(child, second.reader, 100), many.slice(0, 1));
            assert.equal(await child.ask("close", { reader: 1 }), {});
            assert.equal(await child.ask("close", { reader: 1 }), {});
            assert.is(await child.refusal({ verb: "next", arguments: { reader: 1, most: 1 } }), "NoSuchReader");
          },
          { WHOFLUX_PROXY_LOGS: folder },
        ),
      ));

    test("are read behind a record, for some ids, by numbers of 64 bits", () => {
      const big = 2 ** 53;
      const events = [event(5, 4624), event(6, 4634), event(7, 4800), `${event(0, 4624)}`.replace(">0<", `>${big}1<`)];
      return withLogs({ Security: events }, (folder) =>
        inScene(
          "office",
          async (child) => {
            const read = async (after: string, ids: readonly number[]): Promise<string[]> => {
              const { reader } = await child.ask("open", { log: "Security", kind: "channel", after, ids });
              const read = await readAll(child, reader, 10);
              await child.ask("close", { reader });
              return read;
            };
            assert.equal(await read("5", []), events.slice(1));
            assert.equal(await read("0", [4634]), [events[1]]);
            assert.equal(await read("5", [4624, 4800]), [events[2], events[3]]);
            assert.equal(await read(`${big}0`, []), [events[3]]);
            assert.equal(await read("18446744073709551615", []), []);
            const ids = Array.from({ length: 20 }, (_, index) => 4615 + index);
            assert.equal(await read("1", ids), [events[0], events[1], events[3]]);
          },
          { WHOFLUX_PROXY_LOGS: folder },
        ),
      );
    });

    test("of 1 MiB and more come in several answers", () => {
      const large = Array.from({ length: 5 }, (_, index) => event(index + 1, 1, "<Data>é</Data>".repeat(30_000)));
      return withLogs({ "large.evtx": large }, (folder) =>
        inScene("office", async (child) => {
          const log = join(folder, "large.evtx");
          const { reader } = await child.ask("open", { log, kind: "file", ...everything });
          const portions: number[] = [];
          for (let read = -1; read !== 0; portions.push(read)) {
            read = (await child.ask("next", { reader, most: 1000 })).events.length;
          }
          assert.equal(portions, [3, 2, 0]);
        }),
      );
    });

    test("that are damaged give what is before the damage, and then tell of it until they are opened again", () => {
      const damaged = [event(1, 1), event(2, 1), "damaged", event(4, 1)];
      return withLogs({ Security: damaged }, (folder) =>
        inScene(
          "office",
          async (child) => {
            const open = { log: "Security", kind: "channel", after: "0", ids: [] } as const;
            const next = { most: 10, reader: (await child.ask("open", open)).reader };
            assert.equal((await child.ask("next", next)).events, damaged.slice(0, 2));
            for (const _ of [1, 2])
              assert.is(await child.refusal({ verb: "next", arguments: next }), "InvalidDataException");
            assert.equal(await child.ask("close", { reader: next.reader }), {});
          },
          { WHOFLUX_PROXY_LOGS: folder },
        ),
      );
    });

    test("have a newest record, whatever else is in it", () => {
      const odd = event(7, 4625, '<Data Name="TargetUserName">&#x1;&bogus; </wrong></Data>');
      return withLogs({ Security: [event(6, 4624), odd] }, (folder) =>
        inScene(
          "office",
          async (child) => {
            const { channels } = await child.ask("channels", { names: ["Security"] });
            assert.equal(channels, [
              { name: "Security", enabled: true, oldest: "6", newest: "7", records: "2", problem: null },
            ]);
          },
          { WHOFLUX_PROXY_LOGS: folder },
        ),
      );
    });

    test("are not read again for a start of the system that is known", () => {
      const start = (time: string): string =>
        `<Event><System><Provider Name="Microsoft-Windows-Kernel-General"/><EventID>12</EventID>` +
        `<EventRecordID>1</EventRecordID></System><EventData><Data Name="StartTime">${time}</Data></EventData></Event>`;
      const times = ["2024-03-04T06:00:12.5000000Z", "2024-03-05T06:00:12.5000000Z"] as const;
      return withLogs({ System: [start(times[0])] }, (folder) =>
        inScene(
          "office",
          async (child) => {
            assert.is((await child.ask("logons", {})).boot, times[0]);
            writeFileSync(join(folder, "System"), `${start(times[1])}\n`);
            assert.is((await child.ask("logons", {})).boot, times[0]);
          },
          { WHOFLUX_PROXY_LOGS: folder },
        ),
      );
    });

    test("that cannot be opened are told by the kind of failure", () =>
      inScene("german", async (child) => {
        const open = (log: string) =>
          child.refusal({ verb: "open", arguments: { log, kind: "channel", ...everything } });
        assert.is(await open("Security"), "UnauthorizedAccessException");
        assert.is(await open("No/Such"), "FileNotFoundException");
      }));

    test("are at most 64 at a time, and 20 ids", () =>
      inScene("office", async (child) => {
        const given = { log: "System", kind: "channel", ...everything } as const;
        for (let count = 0; count < 64; count += 1) await child.ask("open", given);
        assert.is(await child.refusal({ verb: "open", arguments: given }), "TooManyReaders");
        await child.ask("close", { reader: 64 });
        const ids = Array.from({ length: 21 }, (_, index) => index);
        assert.is(await child.refusal({ verb: "open", arguments: { ...given, ids } }), "TooManyIds");
        assert.equal(await child.ask("open", given), { reader: 65 });
      }));
  });
}
