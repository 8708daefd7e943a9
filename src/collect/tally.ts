import type { OverviewCells } from "../model/overview.ts";
import type { Platform } from "../model/platform.ts";
import { type LoginType, loginTypes, type SessionState, sessionCells, sessionStates } from "../model/session.ts";
import type { Stays } from "./stays.ts";

const { domain, login_type, state, username } = sessionCells;

/** Numbers that only Windows has: on Unix nobody disconnects. */
const onWindows = { n_disconnected: "disconnected", n_locked: "locked" } as const;

/** Counts sessions as they pass by in STAYS. */
export class Tally {
  readonly #stays: Stays;
  readonly #types = new Map<LoginType | undefined, number>();
  readonly #states = new Map<SessionState | undefined, number>();
  readonly #users = new Set<string>();
  #present = 0;

  constructor(stays: Stays) {
    this.#stays = stays;
  }

  /** Counts the first rows. Who is closing or stale is not logged in. */
  count(rows: number): void {
    for (let row = 0; row < rows; row++) {
      const word = sessionStates[Number(this.#stays.number(row, state))];
      add(this.#states, word);
      if (word === "closing" || word === "stale") continue;
      this.#present += 1;
      add(this.#types, loginTypes[Number(this.#stays.number(row, login_type))]);
      const place = this.#stays.text(row, domain);
      this.#users.add(`${place.length} ${place}${this.#stays.text(row, username)}`);
    }
  }

  numbers(platform: Platform): OverviewCells {
    return {
      n_users: this.#present,
      n_unique_users: this.#users.size,
      n_interactive: this.#types.get("interactive") ?? 0,
      n_local: this.#types.get("local") ?? 0,
      n_rdp: this.#types.get("rdp") ?? 0,
      n_remote: this.#types.get("remote") ?? 0,
      n_closing: this.#states.get("closing") ?? 0,
      n_stale: this.#states.get("stale") ?? 0,
      ...(platform === "unix" ? {} : this.#countsOnWindows()),
    };
  }

  #countsOnWindows(): OverviewCells {
    const counts = Object.entries(onWindows).map(([name, word]) => [name, this.#states.get(word) ?? 0]);
    return Object.fromEntries(counts);
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
