import { WhofluxError } from "../model/error.ts";
import type { SessionCells } from "../model/session.ts";
import { Accounts } from "../sources/accounts.ts";
import { sources } from "../sources/index.ts";
import { liveSession, stateOf } from "../sources/live-cells.ts";
import { mergeEvidence, type Stay } from "../sources/merge.ts";
import { findPlaces } from "../sources/places.ts";
import { Processes } from "../sources/processes.ts";
import { Root } from "../sources/rooted.ts";
import { readInside } from "../sources/small-file.ts";
import type { Finding, Programs, SourceContext } from "../sources/source.ts";
import type { Core } from "../wasm/core.ts";
import { BOOT_ID } from "./logind-state.ts";

/** A session as logind knows it. */
export interface SeenSession {
  readonly id: string;
  /** Microseconds since 1970. */
  readonly login?: bigint;
  /** Whether somebody is logged in there: not when it is closing, or the process that it stands for is gone. */
  readonly isOpen: boolean;
  /** What its rows have in common. */
  readonly cells: SessionCells;
}

/** What logind says; `none`: this machine has no logind. */
export type LogindLook =
  | { readonly answer: "none" }
  | { readonly answer: "failed"; readonly fault: WhofluxError }
  | {
      readonly answer: "sessions";
      readonly sessions: readonly SeenSession[];
      /** Whether a session that is not among them is not there. */
      readonly isWhole: boolean;
      /** The kernel's id of the boot. */
      readonly boot?: string;
    };

/** Whom to ask. */
export interface LookOptions {
  readonly core: Core;
  readonly root: string;
  readonly programs: Programs;
  /** Whether a session, by logind's number, was looked at before: nobody is asked for its terminal again. */
  isKnown(id: string): boolean;
}

/** Looks at logind's sessions of people: at its files, and where these do not say enough asks its programs. */
export async function lookAtLogind({ core, root: directory, programs, isKnown }: LookOptions): Promise<LogindLook> {
  const root = new Root(directory);
  const places = findPlaces(root, sources.logind.paths);
  if (places.length === 0) return { answer: "none" };
  const context = { core, root, processes: new Processes(root), accounts: new Accounts(root), programs };
  const files = await (await sources.logind.load()).look({ ...context, places, before: new Map() });
  if (files.health.status === "missing") return { answer: "none" };
  const asked = await askPrograms(context, withoutKnown(files, isKnown));
  const told = asked?.health.status === "ok" && files.health.status !== "partial" ? asked : files;
  const { status, problem = "gives no answer", path = "logind", cure } = told.health;
  if (status !== "ok" && status !== "partial") {
    const fault = new WhofluxError("E_SOURCE", problem, { path, ...(cure === undefined ? {} : { cure }) });
    return { answer: "failed", fault };
  }
  const boot = bootOf(root);
  const stays = mergeEvidence(asked === undefined ? [files.evidence] : [files.evidence, asked.evidence]);
  return {
    answer: "sessions",
    sessions: stays.map((stay) => seen(stay, { root, accounts: context.accounts, now: 0n })),
    isWhole: status === "ok",
    ...(boot === undefined ? {} : { boot }),
  };
}

async function askPrograms(
  context: Omit<SourceContext, "before" | "places">,
  files: Finding,
): Promise<Finding | undefined> {
  const before = new Map([["logind", files]] as const);
  if (sources.loginctl.isNeeded?.({ root: context.root, before }) !== true) return undefined;
  return (await sources.loginctl.load()).look({ ...context, places: [], before });
}

/** A terminal that stays hidden is asked for once, not in every poll. */
function withoutKnown(files: Finding, isKnown: LookOptions["isKnown"]): Finding {
  const fresh = files.evidence.filter(({ logindId }) => logindId === undefined || !isKnown(logindId));
  return { ...files, evidence: fresh };
}

function seen(stay: Stay, surroundings: Parameters<typeof liveSession>[1]): SeenSession {
  const { time: _, state: __, idle_s: ___, login_time: login, ...cells } = liveSession(stay, surroundings);
  const id = stay.evidence.find(({ logindId }) => logindId !== undefined)?.logindId ?? "";
  return {
    id,
    isOpen: stateOf(stay) === "active",
    cells: Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, texts.has(name) ? raw(cell) : cell])),
    ...(typeof login === "bigint" ? { login } : {}),
  };
}

/** Cells of text, which are kept as bytes. */
const texts: ReadonlySet<string> = new Set(["session", "username", "sources", "line", "src_host", "uid", "service"]);

function raw(cell: bigint | number | string | Uint8Array): Uint8Array | bigint | number {
  return typeof cell === "string" ? Buffer.from(cell, "latin1") : cell;
}

function bootOf(root: Root): string | undefined {
  try {
    const text = readInside(root, "/proc/sys/kernel/random/boot_id", 64)?.trim();
    return text !== undefined && BOOT_ID.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
