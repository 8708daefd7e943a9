import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import {
  type Answer,
  type Arguments,
  AskError,
  type AskFault,
  type Verb,
  type Windows,
} from "../../../src/windows/ask.ts";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, type PlainEvent, systemTime, toXml } from "./event-writer.ts";
import { type Reading, readAll } from "./reading.ts";

const COUNT = 2000;
const many = Array.from({ length: COUNT }, (_, number) => ({ ...logon(number), record: BigInt(number + 1) }));

/** An .evtx file of these events as Windows reads it, with readers that a crash takes away. */
class FakeWindows implements Windows {
  readonly opened: Arguments<"open">[] = [];
  closed = 0;
  readonly #events: readonly PlainEvent[];
  readonly #fails: (asked: number) => AskFault | undefined;
  readonly #readers = new Map<number, PlainEvent[]>();
  #asked = 0;
  #last = 0;

  constructor(events: readonly PlainEvent[], fails: (asked: number) => AskFault | undefined = () => undefined) {
    this.#events = events;
    this.#fails = fails;
  }

  greet(): never {
    throw new Error("nobody has to greet");
  }

  async ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    return this.#answer(verb, given) as Answer<V>;
  }

  async close(): Promise<void> {}

  #answer(verb: Verb, given: unknown): Answer<"open" | "next" | "close"> {
    if (verb === "open") return this.#open(given as Arguments<"open">);
    const { reader, most } = given as Arguments<"next">;
    if (verb === "close") {
      this.closed += 1;
      this.#readers.delete(reader);
      return {};
    }
    this.#asked += 1;
    const fault = this.#fails(this.#asked);
    if (fault !== undefined) {
      this.#readers.clear();
      throw new AskError(fault, "told so");
    }
    const left = this.#readers.get(reader);
    if (left === undefined) throw new AskError("refused", "no such reader");
    return { events: left.splice(0, most).map((event) => toXml(event)) };
  }

  #open(given: Arguments<"open">): Answer<"open"> {
    this.opened.push(given);
    this.#last += 1;
    const wanted = this.#events.filter(({ id, record }) => given.ids.includes(id) && record > BigInt(given.after));
    this.#readers.set(this.#last, wanted);
    return { reader: this.#last };
  }
}

async function readEvtx(windows: Windows | undefined, pack = (bytes: Buffer): Buffer => bytes): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-evtx-"));
  try {
    const path = join(folder, "Security.evtx");
    writeFileSync(path, pack(Buffer.from(`ElfFile\0${"\0".repeat(4088)}`)));
    return await readAll([path], windows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("an .evtx file", (test) => {
  test("is read by Windows, in its order, with at most twenty ids a query", async () => {
    const boot = { ...logon(5000), provider: "EventLog", channel: "System", id: 6005, record: 7n };
    const windows = new FakeWindows([...many, boot]);
    const { events, skips, fails } = await readEvtx(windows);
    assert.equal(events, [...many, boot].map(asRead));
    assert.equal([skips, fails], [[], []]);
    const ids = windows.opened.flatMap((one) => one.ids);
    assert.ok(windows.opened.every((one) => one.ids.length > 0 && one.ids.length <= 20 && one.kind === "file"));
    assert.is(new Set(ids).size, ids.length);
    assert.ok([4624, 4634, 1102, 21, 25, 1149, 131, 7001, 12, 6005, 1074].every((id) => ids.includes(id)));
    assert.is(windows.closed, windows.opened.length);
  });

  for (const fault of ["crash", "timeout", "refused"] as const) {
    test(`is read on behind its last record after the child's end: ${fault}`, async () => {
      const windows = new FakeWindows(many, (asked) => (asked % 4 === 3 ? fault : undefined));
      const { events, fails } = await readEvtx(windows);
      assert.equal(events, many.map(asRead));
      assert.equal(fails, []);
      assert.ok(windows.opened.some(({ after }) => after !== "0"));
    });
  }

  test("that the child cannot get on with is told, and what came before is given", async () => {
    const windows = new FakeWindows(many, (asked) => (asked > 4 ? "crash" : undefined));
    const { events, fails } = await readEvtx(windows);
    assert.ok(events.length > 0 && events.length < COUNT);
    assert.equal(events, many.slice(0, events.length).map(asRead));
    const said = /PowerShell cannot read (?:it|all of it behind record \d+) \(found crash: told so\); export it/;
    assert.equal(
      fails.map(({ message }) => said.test(message)),
      [true],
      "one file, one error",
    );
  });

  test("stays in the order of its records when the clock was set back", async () => {
    const ids = [4624, 4800, 4801, 4634];
    const setBack = many.slice(0, 40).map((event, number) => {
      const time = systemTime(number < 11 ? 7200 + number : 3600 + number);
      return { ...event, id: ids[number % ids.length] as number, systemTime: time };
    });
    const { events, fails } = await readEvtx(new FakeWindows(setBack));
    assert.equal(events, setBack.map(asRead));
    assert.equal(fails, []);
  });

  test("is an error at once when there is no PowerShell", async () => {
    const windows = new FakeWindows(many, () => "start");
    const { fails } = await readEvtx(windows);
    assert.equal(
      fails.map(({ code }) => code),
      ["E_SOURCE"],
    );
    assert.is(new Set(windows.opened.flatMap(({ ids }) => ids)).size, windows.opened.flatMap(({ ids }) => ids).length);
  });

  test("is an error with its cure where nobody can read it", async () => {
    const { fails } = await readEvtx(undefined);
    assert.is(fails[0]?.code, "E_FORMAT");
    assert.match(
      fails[0]?.message ?? "",
      /which Windows alone reads; export it on Windows: wevtutil qe .* --powershell/,
    );
  });

  test("is an error when it is compressed", async () => {
    const { fails } = await readEvtx(new FakeWindows(many), (bytes) => gzipSync(bytes));
    assert.match(fails[0]?.message ?? "", /compressed or comes from a pipe; save it as a plain file/);
  });

  test("tells the record of an event that cannot be read", async () => {
    const bad = { ...logon(3), record: 4n, systemTime: "never" };
    const { events, skips } = await readEvtx(new FakeWindows([...many.slice(0, 3), bad, ...many.slice(4)]));
    assert.is(events.length, COUNT - 1);
    assert.equal(
      skips.map(({ where, reason }) => `${where}: ${reason}`),
      ["record 4: an event without a time"],
    );
  });
});
