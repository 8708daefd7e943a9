import type { Notice } from "../unix/open/byte-source.ts";
import { type OpenLog, openLog } from "./open-log.ts";
import { type FileIdentity, isUntouched } from "./position.ts";

/**
 * Keeps the compressed file open in which a poll has told as much as it may: the next poll goes on in it, where opening it
 * anew would decompress all that stands before, in every poll.
 */
export class KeptLog {
  #log: OpenLog | undefined;
  #isOver = false;

  /** The file, open, to be read from an offset on: the one that is kept, if it is that; any other is closed. */
  async open(path: string, identity: FileIdentity, offset: number, notice: Notice): Promise<OpenLog> {
    const kept = this.#log;
    this.#log = undefined;
    if (kept?.path === path && isUntouched(kept.identity, identity) && kept.reaches(offset)) return kept;
    kept?.close();
    return openLog(path, identity, notice);
  }

  /** Takes a file that was opened and is to be read on; one that can be read from any place is closed. */
  keep(log: OpenLog): void {
    if (this.#isOver || log.size !== undefined) log.close();
    else this.#log = log;
  }

  /** Closes what is kept. */
  drop(): void {
    this.#log?.close();
    this.#log = undefined;
  }

  /** The same, for good: nothing is kept from now on. */
  close(): void {
    this.#isOver = true;
    this.drop();
  }
}
