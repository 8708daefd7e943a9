import { WhofluxError } from "../model/error.ts";
import { findPlaces } from "../sources/places.ts";
import type { Root } from "../sources/rooted.ts";
import { fileAt } from "./rotated-set.ts";

/** A log that is followed. */
export interface Log {
  /** Inside the root. */
  readonly path: string;
  readonly kind: "records" | "database";
  readonly nature: "history" | "failed";
}

/**
 * The logs of all systems, in the order in which they are read. Those of one `group` tell the same logins in parallel:
 * the first one that exists is followed.
 */
const logs: readonly (Log & { readonly group: string })[] = [
  // NetBSD writes wtmpx and the smaller wtmp.
  { path: "/var/log/wtmpx", kind: "records", nature: "history", group: "wtmp" },
  { path: "/var/log/wtmp", kind: "records", nature: "history", group: "wtmp" },
  { path: "/var/log/utx.log", kind: "records", nature: "history", group: "wtmp" },
  { path: "/var/adm/wtmpx", kind: "records", nature: "history", group: "wtmp" },
  { path: "/var/adm/wtmp", kind: "records", nature: "history", group: "wtmp" },
  // Debian forky made one a link to the other.
  { path: "/var/lib/wtmpdb/wtmp.db", kind: "database", nature: "history", group: "wtmpdb" },
  { path: "/var/log/wtmp.db", kind: "database", nature: "history", group: "wtmpdb" },
  { path: "/var/log/btmp", kind: "records", nature: "failed", group: "btmp" },
];

/** What is to be followed, and what is not there yet. */
export interface LogsFound {
  readonly followed: readonly Log[];
  /** Logs of groups that have none so far. */
  readonly missing: readonly Log[];
  /** Why it is not known whether a group has one. */
  readonly hidden: readonly WhofluxError[];
}

/** Looks for the logs under a root. `known`: paths of logs that were followed before, which are followed on. */
export function findLogs(root: Root, known: (path: string) => boolean): LogsFound {
  const followed: Log[] = [];
  const missing: Log[] = [];
  const hidden: WhofluxError[] = [];
  for (const group of new Set(logs.map((log) => log.group))) {
    const members = logs.filter((log) => log.group === group);
    const chosen = members.find(({ path }) => known(path)) ?? members.find(({ path }) => isFile(fileUnder(root, path)));
    const paths = members.map(({ path }) => path);
    const [fault] = chosen === undefined ? findPlaces(root, paths).flatMap(({ fault }) => fault ?? []) : [];
    if (chosen !== undefined) followed.push(chosen);
    else if (fault !== undefined) hidden.push(fault);
    else missing.push(...members);
  }
  return { followed, missing, hidden };
}

/** Where a path inside a root is for us; the error when its links lead nowhere. */
export function fileUnder(root: Root, path: string): string | WhofluxError {
  try {
    return root.file(path);
  } catch (error) {
    if (error instanceof WhofluxError) return error;
    throw error;
  }
}

function isFile(path: string | WhofluxError): boolean {
  return typeof path === "string" && fileAt(path) !== undefined;
}
