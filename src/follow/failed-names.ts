import { createHash } from "node:crypto";
import { eventCells } from "../model/event.ts";
import type { Root } from "../sources/rooted.ts";
import { readInside } from "../sources/small-file.ts";
import type { Core } from "../wasm/core.ts";
import type { FailedNames } from "./follow-options.ts";

const FAILED = 0n;
/** Some hundred thousand accounts. */
const MAX_PASSWD = 16 * 1024 * 1024;
/** Cells that no event has, at the end of a row: 32 bytes of room for a text of this row. */
const SPARE_CELL = 28;
const HASH_DIGITS = 16;

/** Covers names that should not leave the log: whoever types a password at the wrong prompt puts it into btmp. */
export class NameCover {
  readonly #core: Core;
  readonly #policy: FailedNames;
  readonly #root: Root;
  readonly #salt: string;
  #accounts: ReadonlySet<string> | undefined;

  constructor(core: Core, policy: FailedNames, root: Root, salt: string) {
    this.#core = core;
    this.#policy = policy;
    this.#root = root;
    this.#salt = salt;
  }

  /** Covers the names of failed logins among the first `rows` events of STAYS; everything else about them stays. */
  cover(rows: number): void {
    if (this.#policy === "all") return;
    const { memoryCells, regions } = this.#core;
    for (let row = 0; row < rows; row++) {
      const first = (regions.STAYS + row * regions.ROW_BYTES) / 8;
      const name = memoryCells[first + eventCells.username] ?? 0n;
      if (memoryCells[first + eventCells.login_successful] !== FAILED || name >> 32n === 0n) continue;
      memoryCells[first + eventCells.username] = this.#covered(name, first + SPARE_CELL);
    }
  }

  /** The span that takes a name's place; `spare`: the cell where there is room for another text. */
  #covered(name: bigint, spare: number): bigint {
    if (this.#policy === "none") return 0n;
    const start = Number(name & 0xffffffffn);
    const bytes = this.#core.bytes.subarray(start, start + Number(name >> 32n));
    if (this.#policy === "known") return this.#isAccount(bytes) ? name : 0n;
    const digest = createHash("sha256").update(this.#salt, "hex").update(bytes).digest("hex");
    const text = Buffer.from(`sha256:${digest.slice(0, HASH_DIGITS)}`);
    this.#core.bytes.set(text, spare * 8);
    return (BigInt(text.length) << 32n) | BigInt(spare * 8);
  }

  #isAccount(name: Uint8Array): boolean {
    this.#accounts ??= this.#readAccounts();
    return this.#accounts.has(Buffer.from(name).toString("latin1"));
  }

  #readAccounts(): ReadonlySet<string> {
    try {
      const text = readInside(this.#root, "/etc/passwd", MAX_PASSWD) ?? "";
      return new Set(text.split("\n").map((line) => line.slice(0, Math.max(0, line.indexOf(":")))));
    } catch {
      // Who has an account is not known, so nobody's name is shown.
      return new Set();
    }
  }
}
