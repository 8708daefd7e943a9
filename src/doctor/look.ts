import type { BigIntStats } from "node:fs";
import { WhofluxError } from "../model/error.ts";
import { healthOfFault } from "../sources/fault.ts";
import type { Place } from "../sources/places.ts";
import type { Root } from "../sources/rooted.ts";
import { examine } from "../unix/examine.ts";
import { openSource } from "../unix/open/open.ts";
import type { Core } from "../wasm/core.ts";
import { type Doorman, ownershipOf } from "./access.ts";
import { countRecords } from "./count.ts";
import type { FileFinding } from "./file-finding.ts";
import type { Names } from "./names.ts";
import { rotatedBeside } from "./rotated.ts";

/** Looking has to be quick: a file that takes more on the disk is not read to its end. */
const MOST_BYTES = { records: 64 << 20, utmpdump: 16 << 20, database: 16 << 20, compressed: 1 << 20 };
/** Blocks of stat(2). */
const BLOCK = 512n;

/** What looking at a file takes. */
export interface Look {
  readonly core: Core;
  readonly root: Root;
  readonly names: Names;
  readonly doorman: Doorman;
}

type Sight = Omit<FileFinding, "holds" | "path">;

/**
 * Looks at one file: whose it is, what it is, and, unless it is large, what is in it. Whatever is wrong with it is part
 * of the answer.
 */
export async function lookAt(
  { core, root, names, doorman }: Look,
  { path, file, stats, fault }: Place,
): Promise<Sight> {
  if (stats === undefined) return closedOr(healthOfFault(fault), () => doorman.barrier(path));
  const stored = storedBytes(stats);
  const outside = {
    ...ownershipOf(stats, names),
    stored_bytes: stored,
    modified: stats.mtime.toISOString(),
    rotated: rotatedBeside(root, path),
  };
  try {
    if (!stats.isFile()) throw new WhofluxError("E_FORMAT", "is no regular file");
    return { ...outside, ...(await contentsOf(core, file, stored)) };
  } catch (error) {
    return { ...outside, ...closedOr(healthOfFault(error), () => doorman.barrier(path)) };
  }
}

/** Of a file that is closed to us, more can be told than that. */
function closedOr(health: Sight, barrier: () => Pick<Sight, "problem" | "cure">): Sight {
  return health.status === "unreadable" ? { ...health, ...barrier() } : health;
}

async function contentsOf(core: Core, file: string, stored: number): Promise<Sight> {
  const source = await openSource(file);
  const { container } = source;
  const { kind, verdict } = await examine(core, source).finally(() => source.close());
  if (kind === "empty") return { status: "empty", container };
  const { best } = verdict;
  const confidence = best === undefined ? {} : { confidence: Math.round(verdict.confidence * 100) };
  if (stored <= MOST_BYTES[container === "plain" ? kind : "compressed"])
    return { container, ...confidence, ...(await countRecords(core, file)) };
  const layout = best === undefined ? {} : { layout: best.layout.name };
  return { status: "ok", container, ...layout, ...confidence, problem: "too large to be read to its end here" };
}

/** Where blocks are not told (Windows), a file takes what it is long. */
function storedBytes({ blocks, size }: BigIntStats): number {
  const taken = blocks * BLOCK;
  return Number(taken < size ? taken : size);
}
