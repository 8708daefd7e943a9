import { createHash, randomBytes } from "node:crypto";
import type { FailedNames } from "../follow/follow-options.ts";
import type { LogonEventCells } from "../model/logon.ts";

const HASH_DIGITS = 16;

/**
 * Statuses of failed logons that only an account which exists can have: its password was wrong, it is locked, it may not.
 * "No such user" is none of them, nor is what Windows says of both alike.
 */
const ofAccounts: ReadonlySet<string> = new Set([
  ...["0xc000006a", "0xc000006e", "0xc000006f", "0xc0000070", "0xc0000071", "0xc0000072", "0xc000015b"],
  ...["0xc0000193", "0xc0000224", "0xc0000234"],
]);

/** Covers names that should not leave the log: whoever types a password at the wrong prompt puts it into a failed logon. */
export class LogonNames {
  readonly #policy: FailedNames;
  readonly #salt: string;

  constructor(policy: FailedNames, salt: string) {
    this.#policy = policy;
    this.#salt = salt;
  }

  /** The event with its name covered, if it is a failed logon; everything else about it stays. */
  covered(event: LogonEventCells): LogonEventCells {
    const { login_successful, username, status } = event;
    if (login_successful === undefined || Number(login_successful) !== 0 || this.#policy === "all") return event;
    if (this.#policy === "known" && typeof status === "string" && ofAccounts.has(status)) return event;
    // The domain too: of a text with a backslash in it, Windows takes what stands before that for one.
    const { username: _, account: __, domain: ___, ...rest } = event;
    if (this.#policy !== "hash" || typeof username !== "string") return rest;
    const hash = `sha256:${this.#hash(username)}`;
    return { ...rest, username: hash, account: hash };
  }

  #hash(name: string): string {
    const digest = createHash("sha256").update(this.#salt, "hex").update(name);
    return digest.digest("hex").slice(0, HASH_DIGITS);
  }
}

/** A salt for the hashes of names: 32 hexadecimal digits of chance. */
export function freshSalt(): string {
  return randomBytes(16).toString("hex");
}
