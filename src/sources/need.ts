import type { SourceContext } from "./source.ts";

/**
 * Whether logind's programs have to be asked: its files exist and cannot be read, or a session's terminal is hidden from
 * us. Where the files are missing no logind runs, and a question would only start one.
 */
export function loginctlIsNeeded({ root, before }: Pick<SourceContext, "root" | "before">): boolean {
  const files = before.get("logind");
  if (files === undefined || !root.isOwn) return false;
  const { status } = files.health;
  if (status === "unreadable" || status === "failed") return true;
  return files.evidence.some(({ hidesTerminal, state }) => hidesTerminal === true && state === "active");
}
