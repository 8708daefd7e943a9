import { RECORD } from "./history.ts";

const USER_PROCESS = 7;

/** Fills blocks with people who are logged in, each on a terminal of their own, as utmp tells it. Offsets as in history.ts. */
export class People {
  #next = 0;

  /** Writes as many whole records as fit. */
  fill(block: Buffer): void {
    for (let at = 0; at + RECORD <= block.length; at += RECORD) {
      const number = this.#next;
      this.#next += 1;
      block.fill(0, at, at + RECORD);
      block.writeInt16LE(USER_PROCESS, at);
      block.writeInt32LE(1000 + number, at + 4);
      block.write(`pts/${number}`, at + 8);
      block.write(`user${number % 500}`, at + 44);
      block.write(`host-${number % 90}.example.org`, at + 76);
      block.writeUInt32LE(1_700_000_000 + number, at + 340);
    }
  }
}
