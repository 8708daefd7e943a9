import { pointSize } from "../model/utf8.ts";
import type { Network } from "./network.ts";
import type { Step } from "./pattern.ts";

/** What a match does to its row. */
export type Effect = "keeps" | "drops";

/** One rule over a cell, as bytes; assembly/select.ts draws them. */
export interface Rule {
  readonly effect: Effect;
  readonly bytes: Uint8Array;
}

const HEAD_BYTES = 8;
const EXACT = 0;
const GLOB = 1;
const NETWORK = 2;
const ASCII_CASE_BIT = 0x20;

const ANY_UNIT = 0;
const ANY_TEXT = 255;

/** How letters compare: ASCII letters in either case, or bytes as they are. */
export type Case = "folded" | "exact";

/** The rule of a text pattern: plain bytes when nothing in it is wild. `cell`: where another one than the list's is meant. */
export function textRule(steps: readonly Step[], letters: Case, effect: Effect, cell = 0): Rule {
  const folded = steps.map((step) => (letters === "folded" && step instanceof Uint8Array ? lowerCase(step) : step));
  const fold = letters === "folded" ? ASCII_CASE_BIT : 0;
  const [only] = folded;
  if (only === undefined) return rule(EXACT, effect, [fold, cell], new Uint8Array(0));
  if (folded.length === 1 && only instanceof Uint8Array) return rule(EXACT, effect, [fold, cell], only);
  return rule(GLOB, effect, [fold, cell], Uint8Array.from(folded.flatMap(globSteps)));
}

/** The rule of a network. */
export function networkRule(network: Network, effect: Effect): Rule {
  const family = Uint8Array.of(network.family, 0, 0, 0, 0, 0, 0, 0);
  return rule(NETWORK, effect, [0, 0], Buffer.concat([family, network.bits, network.mask]));
}

function rule(kind: number, effect: Effect, [fold, cell]: readonly [number, number], body: Uint8Array): Rule {
  const bytes = new Uint8Array(HEAD_BYTES + body.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length, true);
  bytes.set([kind, Number(effect === "drops"), fold, cell], 4);
  bytes.set(body, HEAD_BYTES);
  return { effect, bytes };
}

function globSteps(step: Step): number[] {
  if (step === "?") return [ANY_UNIT];
  if (step === "*") return [ANY_TEXT];
  return [...units(step)].flatMap((unit) => [unit.length, ...unit]);
}

/** Cuts bytes into well-formed UTF-8 characters, and single bytes where there is none. */
function* units(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(pointSize(bytes, at), 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function lowerCase(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | ASCII_CASE_BIT : byte));
}
