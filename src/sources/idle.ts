import { lstatSync } from "node:fs";
import type { Root } from "./rooted.ts";

/** Names of terminals below /dev. They come from files that others write, so nothing else is looked up. */
const SAFE_NAME = /^[A-Za-z0-9][\w.:+-]*(?:\/[A-Za-z0-9][\w.:+-]*)*$/;

/**
 * Seconds since somebody typed on a terminal: since its last read, as w(1) has it; the kernel notes that every 8 s.
 *
 * Undefined when there is no such terminal. Under another root only a character device in its own /dev counts: there it
 * is the same device (a container's view of its host); a link, or a plain file of that name, says nothing.
 */
export function idleSeconds(root: Root, line: string, now: bigint): bigint | undefined {
  if (!SAFE_NAME.test(line)) return undefined;
  try {
    const path = root.entry(`/dev/${line}`);
    if (!path.startsWith(`${root.file("/dev")}/`)) return undefined;
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined || !stats.isCharacterDevice()) return undefined;
    const idle = (now - stats.atimeNs / 1000n) / 1_000_000n;
    return idle < 0n ? 0n : idle;
  } catch {
    return undefined;
  }
}
