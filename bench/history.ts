//  An invented server, as its wtmp tells it: linux-384 little-endian records in the order of time. The same seed
//  gives the same bytes. Offsets: type 0, pid 4, line 8, id 40, user 44, host 76, session 336, sec 340, usec 344, addr 348.

/** Bytes of a record. */
export const RECORD = 384;

const BOOT_TIME = 2;
const USER_PROCESS = 7;
const DEAD_PROCESS = 8;

/** Lines a server has: as many people can be logged in at once. */
const LINES = 64;
/** Between two boots. */
const RECORDS_PER_BOOT = 20_000;

const names = [
  "alice",
  "bob",
  "carol",
  "dave",
  "erin",
  "frank",
  "grace",
  "root",
  "deploy",
  "backup",
  "postgres",
  "ci-runner",
];

/** Fills blocks with records, each going on where the last one ended. */
export class History {
  readonly #random = mulberry32(20260101);
  readonly #logins = Array.from({ length: 2048 }, () => this.#login());
  readonly #open = new Array<boolean>(LINES).fill(false);
  #seconds = 1_700_000_000;
  #microseconds = 0;
  #written = 0;

  /** Writes as many whole records as fit. */
  fill(block: Buffer): void {
    for (let at = 0; at + RECORD <= block.length; at += RECORD) {
      this.#advance();
      if (this.#written % RECORDS_PER_BOOT === 0) this.#boot(block, at);
      else this.#session(block, at, Math.floor(this.#random() * LINES));
      block.writeUInt32LE(this.#seconds, at + 340);
      block.writeUInt32LE(this.#microseconds, at + 344);
      this.#written += 1;
    }
  }

  #advance(): void {
    this.#microseconds += Math.floor(this.#random() * 120_000_000);
    this.#seconds += Math.floor(this.#microseconds / 1_000_000);
    this.#microseconds %= 1_000_000;
  }

  #boot(block: Buffer, at: number): void {
    block.fill(0, at, at + RECORD);
    block.writeInt16LE(BOOT_TIME, at);
    block.write("~", at + 8);
    block.write("~~", at + 40);
    block.write("reboot", at + 44);
    block.write("6.1.0-18-amd64", at + 76);
    this.#open.fill(false);
  }

  /** A free line gets a login, a taken one its logout: line, id and pid are the same in both. */
  #session(block: Buffer, at: number, line: number): void {
    const isOpen = this.#open[line] === true;
    if (isOpen) block.fill(0, at, at + RECORD);
    else block.set(this.#logins[Math.floor(this.#random() * this.#logins.length)] ?? this.#login(), at);
    block.writeInt16LE(isOpen ? DEAD_PROCESS : USER_PROCESS, at);
    block.writeInt32LE(1000 + line * 61, at + 4);
    block.write(`pts/${line}`, at + 8);
    block.write(`ts/${line}`.slice(-4), at + 40);
    this.#open[line] = !isOpen;
  }

  /** One way to log in: who, from where. One in eight comes over IPv6, one in four has a name for its host. */
  #login(): Buffer {
    const record = Buffer.alloc(RECORD);
    const draw = (below: number): number => Math.floor(this.#random() * below);
    record.write(names[draw(names.length)] ?? "root", 44);
    record.writeInt32LE(1 + draw(4000), 336);
    const address =
      draw(8) === 0 ? [0x20, 0x01, 0x0d, 0xb8, ...Array.from({ length: 12 }, () => draw(256))] : [192, 0, 2, draw(256)];
    record.set(address, 348);
    const shown = address.length === 4 ? address.join(".") : colons(record.subarray(348, 364));
    record.write(draw(4) === 0 ? `host-${draw(500)}.example.org` : shown, 76);
    return record;
  }
}

function colons(address: Buffer): string {
  return Array.from({ length: 8 }, (_, index) => address.readUInt16BE(index * 2).toString(16)).join(":");
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
