import type { CarViewName } from "../formats/views.ts";
import { carEntity, olderCarActions, olderCarEntity } from "../model/car-entity.ts";
import type { Entity } from "../model/entity.ts";
import { actions, eventCells } from "../model/event.ts";
import type { Platform } from "../model/platform.ts";
import { loginTypes } from "../model/session.ts";
import type { Core } from "../wasm/core.ts";
import type { RowView } from "./row-view.ts";

const LOGIN = actions.indexOf("login");
const LAST_OF_CAR = actions.indexOf("reconnect");
const FIRST_LOGIN_TYPE = olderCarActions.length - loginTypes.length;
const FAILED = 0n;

/**
 * Events as user_session objects of MITRE CAR. What CAR has no word for is left out and counted: disconnects, boots and
 * the like, and in the older form failed logins too.
 */
export class CarView implements RowView {
  readonly entity: Entity;
  readonly #core: Core;
  readonly #name: CarViewName;
  readonly #leftOut = new Map<string, number>();

  constructor(core: Core, name: CarViewName, platform: Platform) {
    this.entity = (name === "car" ? carEntity : olderCarEntity)(platform);
    this.#core = core;
    this.#name = name;
  }

  keep(rows: number): number {
    const { memoryCells, regions } = this.#core;
    const { STAYS, ROW_BYTES } = regions;
    const width = ROW_BYTES / 8;
    const first = STAYS / 8;
    let kept = 0;
    for (let row = 0; row < rows; row++) {
      const from = first + row * width;
      const other = this.#otherWord(from);
      if (other !== undefined) {
        this.#leftOut.set(other, (this.#leftOut.get(other) ?? 0) + 1);
        continue;
      }
      if (this.#name === "car-legacy") this.#nameLogin(from);
      if (kept !== row) memoryCells.copyWithin(first + kept * width, from, from + width);
      kept += 1;
    }
    return kept;
  }

  leftOut(): string[] {
    if (this.#leftOut.size === 0) return [];
    const counts = [...this.#leftOut].map(([what, count]) => `${count} ${what}`);
    return [`events left out, for which ${this.#name} has no word: ${counts.join(", ")}`];
  }

  /** What the row at `cell` is, when the view has no word for it. */
  #otherWord(cell: number): string | undefined {
    const { memoryCells } = this.#core;
    const action = Number(memoryCells[cell + eventCells.action]);
    if (action > LAST_OF_CAR) return actions[action] ?? "other";
    const isFailure = action === LOGIN && memoryCells[cell + eventCells.login_successful] === FAILED;
    return isFailure && this.#name === "car-legacy" ? "failed login" : undefined;
  }

  /** In the older form, how somebody logged in is the action. */
  #nameLogin(cell: number): void {
    const { memoryCells } = this.#core;
    const type = Number(memoryCells[cell + eventCells.login_type]);
    if (Number(memoryCells[cell + eventCells.action]) !== LOGIN || !(type in loginTypes)) return;
    memoryCells[cell + eventCells.action] = BigInt(FIRST_LOGIN_TYPE + type);
  }
}
