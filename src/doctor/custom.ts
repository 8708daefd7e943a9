import type { System } from "./os-release.ts";
import type { Holding } from "./places.ts";
import { classic, systems } from "./systems.ts";

/** How a system keeps something: where, or why not; and what makes it do so when it does not. */
export interface Keeping {
  /** The file that is expected, or those of which one is; none: the system does not keep it. */
  readonly paths: readonly string[];
  readonly note?: string;
  readonly cure?: string;
}

/** What a system keeps of logins. */
export interface Custom {
  readonly live: Pick<Keeping, "note" | "cure">;
  readonly keeps: Readonly<Record<Holding, Keeping>>;
  /** Whether we know that of this system, or conclude it from one that it is made from. */
  readonly certainty: "known" | "guessed";
  /** The command that lets a user read what a group may. */
  readonly join: (group: string, user: string) => string;
}

/** A row of the table of systems. */
export interface CustomRow extends Partial<Pick<Custom, "live" | "join">> {
  /** As in os-release, or as Node names the platform. */
  readonly ids: readonly string[];
  /** From this version on, and in what has none. */
  readonly since?: readonly number[];
  readonly keeps?: Partial<Record<Holding, Keeping>>;
}

const unknown: Keeping = { paths: [] };

/**
 * What a system keeps: as the table has it, else as the newest version of what it is made from. Of any other system
 * nothing is expected.
 */
export function customOf(system: System | undefined): Custom {
  const own = systems.find(({ ids, since }) => ids.includes(system?.id ?? "") && isSince(system?.version, since));
  const row = own ?? systems.find(({ ids }) => system?.like.some((id) => ids.includes(id)) === true);
  const certainty = own === undefined ? "guessed" : "known";
  if (row !== undefined) return { ...classic, ...row, keeps: { ...classic.keeps, ...row.keeps }, certainty };
  return { ...classic, live: {}, keeps: { history: unknown, failed: unknown, last_login: unknown }, certainty };
}

function isSince(version: readonly number[] | undefined, since: readonly number[] | undefined): boolean {
  if (version === undefined || since === undefined) return true;
  const different = since.findIndex((number, index) => number !== (version[index] ?? 0));
  return different < 0 || (version[different] ?? 0) > (since[different] ?? 0);
}
