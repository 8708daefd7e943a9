import { renderError, WhofluxError } from "../model/error.ts";
import { reportable } from "../unix/record-source.ts";
import type { SourceHealth, SourceStatus } from "./source.ts";

/** What a fault means for the source that has it. A bug is thrown on. */
export function healthOfFault(fault: unknown): Pick<SourceHealth, "status" | "problem" | "cure"> {
  const error = fault instanceof WhofluxError ? fault : fileFault(fault);
  const { expected, found, offset, cure: ofRead } = error.facts;
  const status = statusOf(error);
  const cure = error.code === "E_FORMAT" && ofRead !== undefined ? formatCures[status] : ofRead;
  const facts = {
    ...(offset === undefined ? {} : { offset }),
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
  };
  return {
    status,
    problem: renderError(error.code, error.problem, facts),
    ...(cure === undefined ? {} : { cure }),
  };
}

/** What a source is of which parts gave nothing: where no other part gave anything, nobody was not seen to be there. */
export function lossStatus(records: number): SourceStatus {
  return records > 0 ? "partial" : "failed";
}

/** The cures in errors of format are options of `read`, which no other command has. */
const formatCures: Partial<Record<SourceStatus, string>> = { foreign: "`whoflux read --explain` shows what it may be" };

/** The file system's own error as one of ours. */
function fileFault(fault: unknown): WhofluxError {
  const { code, syscall } = (fault ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return reportable(fault);
  const isClosed = code === "EACCES" || code === "EPERM";
  return new WhofluxError("E_SOURCE", isClosed ? "may not be read" : "cannot be read", {
    found: code,
    ...(isClosed ? { cure: "run as root" } : {}),
    cause: fault,
  });
}

/** An array of slots by terminal is all zeros as long as nobody ever logged in. */
const holdsNothing: ReadonlySet<string> = new Set(["the file is empty", "nothing but zero bytes"]);

function statusOf({ code, problem, facts }: WhofluxError): SourceStatus {
  if (code === "E_FORMAT" && holdsNothing.has(problem)) return "empty";
  if (code === "E_FORMAT" || code === "E_CONTAINER") return "foreign";
  const system = (facts.cause as NodeJS.ErrnoException | undefined)?.code;
  if (system === "ENOENT" || system === "ENOTDIR") return "missing";
  return system === "EACCES" || system === "EPERM" ? "unreadable" : "failed";
}
