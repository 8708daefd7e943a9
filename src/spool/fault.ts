import { WhofluxError } from "../model/error.ts";

/** What somebody can do about an error of the system, by its code. */
const cures: Readonly<Record<string, string>> = {
  ENOSPC: "make room there, or lower `spool.max_size`",
  EDQUOT: "make room there, or raise the quota",
  EFBIG: "raise the limit on the size of files (`ulimit -f`), or lower `spool.max_size`",
  EROFS: "name a folder that can be written to with `--state-directory`",
  EACCES: "let the user who runs whoflux write there, or name another folder with `--state-directory`",
  EPERM: "let the user who runs whoflux write there, or name another folder with `--state-directory`",
  EIO: "look after the disk, or name a folder on another one with `--state-directory`",
  EMFILE: "raise the limit on open files (`ulimit -n`)",
  ENFILE: "raise the limit on open files of the system",
  ENOENT: "leave the folder of the spool in its place, and start again",
  ENOTDIR: "name another folder with `--state-directory`",
  ELOOP: "put a plain file or folder in the place of the link",
};

/** E_SINK for what the disk would not do. */
export function faultOf(problem: string, path: string, error: unknown): WhofluxError {
  const cause = error instanceof WhofluxError ? (error.cause ?? error) : error;
  const cure = cures[codeOf(cause) ?? ""];
  const found = cause instanceof Error ? cause.message : String(cause);
  return new WhofluxError("E_SINK", problem, { path, found, ...(cure === undefined ? {} : { cure }), cause });
}

/** The system's name for an error: ENOSPC. It may be the cause of the error at hand. */
export function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (cause !== undefined) return codeOf(cause);
  return typeof code === "string" ? code : undefined;
}

/** Whether what is there cannot be read, or is there no more, which nobody may be able to change. */
export function isLost(error: unknown): boolean {
  return ["EIO", "ENOENT"].includes(codeOf(error) ?? "");
}

/** Whether the disk has no room: removing something helps. */
export function isRoomMissing(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "");
}
