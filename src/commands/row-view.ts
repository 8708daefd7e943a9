import type { Entity } from "../model/entity.ts";

/** A way to show the rows of STAYS as another entity than their own. */
export interface RowView {
  readonly entity: Entity;
  /** Keeps those of the first `rows` rows that it can show, moved together in their order; returns how many. */
  keep(rows: number): number;
  /** What it could not show, as sentences. */
  leftOut(): readonly string[];
}
