import { copyFileSync, existsSync, readdirSync, renameSync, truncateSync, utimesSync } from "node:fs";
import { basename, dirname } from "node:path";
import fc from "fast-check";
import { chanceOf } from "../kit/chance.ts";
import { type LayoutName, type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";
import type { EventText } from "./events.ts";
import { boot, failure, login, logout, SECOND, START, shutdown } from "./logins.ts";
import type { Machine } from "./machine.ts";

/** One thing that happens to a log, or to who follows it. */
export type Happening =
  | { readonly what: "write"; readonly records: number }
  | { readonly what: "write a part"; readonly share: number }
  | { readonly what: "rename" | "rename away" | "copy and truncate" | "compress" | "tear" | "poll" };

/** Schedules of any length up to `most`. */
export function schedules(most: number): fc.Arbitrary<readonly Happening[]> {
  const kinds = ["rename", "rename away", "copy and truncate", "compress", "poll", "poll", "poll"] as const;
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant("write" as const), records: fc.integer({ min: 1, max: 9 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant("write a part" as const),
        share: share(),
      }),
    },
    { weight: 7, arbitrary: fc.record({ what: fc.constantFrom(...kinds) }) },
  );
  return fc.array(happening, { maxLength: most });
}

/** Schedules in which writing ends in the midst of records, without rotation. */
export function tornSchedules(most: number): fc.Arbitrary<readonly Happening[]> {
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    fc.record({ what: fc.constant("write" as const), records: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ what: fc.constant("write a part" as const), share: share() }),
    fc.record({ what: fc.constantFrom("tear" as const, "poll" as const) }),
  );
  return fc.array(happening, { maxLength: most });
}

function share(): fc.Arbitrary<number> {
  return fc.double({ min: 0.01, max: 0.99, noNaN: true });
}

/** A log that is written and rotated by a schedule, and everything that was ever written to it in one more file. */
export class RotatedLog {
  readonly #machine: Machine;
  readonly #path: string;
  readonly #whole: string;
  readonly #layout: LayoutName;
  readonly #records: Iterator<WriterRecord>;
  /** Time of the last record, milliseconds since 1970. */
  #last = 0;
  #isClockOfRecords = false;
  /** The rest of a record whose first bytes were written. */
  #rest: Uint8Array = new Uint8Array();

  constructor(machine: Machine, path: string, layout: LayoutName, records: Iterable<WriterRecord>) {
    this.#machine = machine;
    this.#path = path;
    this.#whole = `whole/${basename(path)}`;
    this.#layout = layout;
    this.#records = records[Symbol.iterator]();
  }

  /** Where everything ever written is. */
  get whole(): string {
    return this.#machine.at(this.#whole);
  }

  /** Lets something happen; returns the events of a poll. */
  async happen(happening: Happening): Promise<readonly EventText[]> {
    if (happening.what === "poll") return (await this.#machine.poll()).events;
    if (happening.what === "write") for (let left = happening.records; left > 0; left--) this.#write(1);
    else if (happening.what === "write a part") this.#write(happening.share);
    else if (happening.what === "tear") this.#rest = new Uint8Array();
    else if (happening.what === "compress") this.#compress();
    else this.#rotate(happening.what);
    return [];
  }

  /** From now on the clock, and the time at which the log was last written, is that of the last record. */
  useClockOfRecords(): void {
    this.#isClockOfRecords = true;
  }

  /** Completes a record that was begun. */
  settle(): void {
    this.#append(this.#rest);
    this.#rest = new Uint8Array();
  }

  #write(share: number): void {
    this.settle();
    const step = this.#records.next();
    if (step.done === true) return;
    this.#last = Number(step.value.time) / 1000;
    const bytes = writeRecords(this.#layout, [step.value]);
    const part = share === 1 ? bytes.length : Math.ceil(bytes.length * share);
    this.#append(bytes.subarray(0, part));
    this.#rest = bytes.subarray(part);
  }

  #append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#machine.appendBytes(this.#path, bytes);
    this.#machine.appendBytes(this.#whole, bytes);
    if (this.#isClockOfRecords) this.#machine.now = this.#last;
    this.#touch(this.#machine.at(this.#path));
  }

  /** Gives files that were written just now the time that the clock of records shows. */
  #touch(...files: readonly string[]): void {
    const now = this.#last / 1000;
    if (this.#isClockOfRecords) for (const file of files) utimesSync(file, now, now);
  }

  #rotate(how: "rename" | "rename away" | "copy and truncate"): void {
    this.settle();
    const live = this.#machine.at(this.#path);
    if (!existsSync(live)) return;
    for (const [number, suffix] of this.#rotated()) {
      renameSync(`${live}.${number}${suffix}`, `${live}.${number + 1}${suffix}`);
    }
    if (how === "copy and truncate") {
      copyFileSync(live, `${live}.1`);
      truncateSync(live);
      this.#touch(live, `${live}.1`);
    } else {
      renameSync(live, `${live}.1`);
      if (how === "rename") this.#machine.appendBytes(this.#path, new Uint8Array());
    }
  }

  #compress(): void {
    const oldest = this.#rotated().find(([, suffix]) => suffix === "");
    if (oldest !== undefined) this.#machine.compress(`${this.#path}.${oldest[0]}`);
  }

  /** Numbers and compression of the rotated files, oldest first. */
  #rotated(): [number: number, suffix: string][] {
    const live = this.#machine.at(this.#path);
    const folder = dirname(live);
    if (!existsSync(folder)) return [];
    const pattern = /\.(\d+)(\.gz)?$/;
    return readdirSync(folder)
      .filter((name) => name.startsWith(`${basename(live)}.`))
      .flatMap((name): [number, string][] => {
        const match = pattern.exec(name);
        return match === null ? [] : [[Number(match[1]), match[2] ?? ""]];
      })
      .sort(([a], [b]) => b - a);
  }
}

/**
 * A history without end, the same for the same seed: people on few lines, boots, and steps of the clock. `down`: the type
 * that the system's shutdown records have.
 */
export function* historyOf(seed: number, down: "RUN_LVL" | "SHUTDOWN_TIME" = "RUN_LVL"): Generator<WriterRecord> {
  const chance = chanceOf(seed);
  for (let second = 1; ; second += chance.between(1, 500)) {
    const line = chance.pick(["pts/0", "pts/1", "tty1", "ssh"]);
    const kind = chance.between(1, 20);
    if (kind <= 9) yield login(chance.pick(["alice", "bob", "carol"]), line, second);
    else if (kind <= 15) yield logout(line, second);
    else if (kind === 16) yield boot(second);
    else if (kind === 17) yield { ...shutdown(second), type: down };
    else if (kind <= 19) {
      yield { type: "OLD_TIME", line: "|", time: START + second * SECOND };
      yield { type: "NEW_TIME", line: "{", time: START + (second + 100) * SECOND };
    } else yield { type: "LOGIN_PROCESS", user: "LOGIN", line, pid: 50 + second, time: START + second * SECOND };
  }
}

/** Failed logins without end, some of them written twice. */
export function* attacksOf(seed: number): Generator<WriterRecord> {
  const chance = chanceOf(seed);
  for (let second = 1; ; second += chance.between(0, 2)) {
    const record = failure(chance.pick(["root", "admin", "hunter2"]), second, chance.between(1, 4));
    yield record;
  }
}
