import type { Hint } from "./hints.ts";
import { type Asked, Host } from "./host.ts";
import type { ChannelWord } from "./known.ts";
import type { OpenSession } from "./open-session.ts";
import type { Counts } from "./scene.ts";

/** What is kept of stories from one run to the next, as JSON has it: big numbers are decimal texts, addresses hex. */
export interface KeptStories {
  readonly version: 1;
  readonly counts: Counts;
  /** Last decided record of each log. */
  readonly settled: readonly (readonly [channel: string, record: string])[];
  /** Longest silent first. */
  readonly hosts: readonly KeptHost[];
}

interface KeptHost {
  readonly name: string;
  readonly boot: string | null;
  readonly bootTold: readonly number[];
  readonly isDown: boolean;
  readonly asked: Plain<Asked> | null;
  readonly sessions: readonly Plain<OpenSession>[];
  readonly hints: readonly Plain<Hint>[];
  readonly hintCounts: readonly [used: number, loose: number];
  readonly gone: readonly string[];
  readonly left: readonly (readonly [string, string])[];
  readonly told: readonly string[];
  readonly settled: readonly (readonly [channel: string, ...place: string[]])[];
}

/** A thing as JSON has it: a value that JSON has no form for is `{"$n": …}`, `{"$b": …}` or `{"$s": …}`. */
type Plain<T> = { readonly [K in keyof T]?: unknown };

/** Makes JSON of a computer. */
export function keepHost(host: Host): KeptHost {
  const waiting = host.line.waiting().filter(({ isTold }) => isTold);
  return {
    name: host.name,
    boot: host.boot === undefined ? null : String(host.boot),
    bootTold: host.bootTold,
    isDown: host.isDown,
    asked: host.asked === undefined ? null : plain(host.asked),
    sessions: [...host.sessions()].map(plain),
    hints: host.hints.waiting.map(plain),
    hintCounts: [host.hints.used, host.hints.loose],
    gone: host.gone.entries().map(([id]) => id),
    left: host.left.entries(),
    told: [...host.told, ...waiting.map(({ event }) => eventKey(event))],
    settled: [...host.settled].map(([channel, last]) => [channel, ...[last.record, last.place, last.time].map(String)]),
  };
}

/** The computer that JSON tells of. */
export function restoreHost(kept: KeptHost): Host {
  const host = new Host(kept.name);
  if (kept.boot !== null) host.boot = BigInt(kept.boot);
  host.bootTold = [...kept.bootTold];
  host.isDown = kept.isDown;
  if (kept.asked !== null) host.asked = whole<Asked>(kept.asked);
  for (const session of kept.sessions) host.add(whole<OpenSession>(session));
  host.hints.waiting = kept.hints.map((hint) => whole<Hint>(hint));
  [host.hints.used, host.hints.loose] = kept.hintCounts;
  for (const id of kept.gone) host.gone.set(id, true);
  for (const [ts, name] of kept.left) host.left.set(ts, name);
  for (const key of kept.told) host.told.add(key);
  for (const [channel, ...numbers] of kept.settled) {
    const [record = 0n, place = 0n, time = 0n] = numbers.map(BigInt);
    host.settled.set(channel, { record, place, time });
  }
  host.line.drop(host.settled);
  return host;
}

/** What tells an event from all others of its computer. */
export function eventKey({ channel, record, time }: { channel: string; record: bigint; time: bigint }): string {
  return `${channel} ${record} ${time}`;
}

function plain<T extends object>(value: T): Plain<T> {
  const entries = Object.entries(value).map(([name, part]) => [name, plainValue(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined)) as Plain<T>;
}

function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return { $n: String(value) };
  if (value instanceof Uint8Array) return { $b: Buffer.from(value).toString("hex") };
  if (value instanceof Set) return { $s: [...value] };
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return plain(value);
}

/** The other way round; what was undefined is so again. */
function whole<T>(kept: Plain<T>): T {
  return Object.fromEntries(Object.entries(kept).map(([name, part]) => [name, wholeValue(part)])) as T;
}

function wholeValue(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  if ("$n" in value) return BigInt(value.$n as string);
  if ("$b" in value) return new Uint8Array(Buffer.from(value.$b as string, "hex"));
  if ("$s" in value) return new Set(value.$s as ChannelWord[]);
  return whole(value);
}
