import { randomFrom } from "../test/kit/random.ts";
import { RECORD } from "./history.ts";

//  A server that all the world tries to log in to, as its btmp tells it: what sshd writes for each failure. Names and
//  sources follow Zipf's law, few of them in most tries and a long tail of both. Offsets as in history.ts.

const LOGIN_PROCESS = 6;
const NAMES = 20_000;
const SOURCES = 4000;
const MAX_PID = 4_194_304;

const favourites = ["root", "admin", "ubuntu", "test", "user", "oracle", "postgres", "git", "guest", "pi"];
const syllables = ["an", "be", "cor", "da", "el", "fi", "gu", "ha", "is", "jo", "ka", "li", "mo", "na", "ro", "su"];

/** Fills blocks with failed logins, none earlier than the one before. Always the same. */
export class Attacks {
  readonly #random = randomFrom(20260202);
  readonly #names = Array.from({ length: NAMES }, (_, index) => Buffer.from(nameOf(index)));
  readonly #sources = Array.from({ length: SOURCES }, () => this.#source());
  #current: Buffer = Buffer.alloc(RECORD);
  #triesLeft = 0;
  #pid = 1000;
  #seconds = 1_700_000_000;

  /** Writes as many whole records as fit. */
  fill(block: Buffer): void {
    for (let at = 0; at + RECORD <= block.length; at += RECORD) {
      if (this.#triesLeft === 0) this.#changeSource();
      this.#triesLeft -= 1;
      this.#pid = (this.#pid + 3) % MAX_PID;
      this.#seconds += Math.floor(this.#random() * 8);
      block.set(this.#current, at);
      block.set(this.#zipf(this.#names), at + 44);
      block.writeInt32LE(this.#pid, at + 4);
      block.writeUInt32LE(this.#seconds, at + 340);
    }
  }

  #changeSource(): void {
    this.#current = this.#zipf(this.#sources);
    this.#triesLeft = 1 + Math.floor(this.#random() * 12);
  }

  /** One of a list: the first most often, the n-th an n-th as often. */
  #zipf(list: readonly Buffer[]): Buffer {
    const index = Math.floor(list.length ** this.#random()) - 1;
    return list[Math.max(0, index)] ?? Buffer.alloc(0);
  }

  #source(): Buffer {
    const record = Buffer.alloc(RECORD);
    const address = Array.from({ length: 4 }, () => 1 + Math.floor(this.#random() * 222));
    record.writeInt16LE(LOGIN_PROCESS, 0);
    record.write("ssh:notty", 8);
    record.write(address.join("."), 76);
    record.set(address, 348);
    return record;
  }
}

/** At most eight letters: `lastb` prints no more of a name. */
function nameOf(index: number): string {
  const favourite = favourites[index];
  if (favourite !== undefined) return favourite;
  const [first, second, third] = [index >> 8, index >> 4, index].map((digit) => syllables[digit & 15]) as [
    string,
    string,
    string,
  ];
  return `${first}${second}${third}`.slice(0, 6) + String(index >> 12);
}
