import type { TextWindow } from "./text-window.ts";

/** Where one event's text stands in a window, units. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Cuts a text into the texts of its events. */
export interface Splitter {
  /** The pieces that are whole in this window; returns the place from which on the window is still needed. */
  split(window: TextWindow): Generator<Piece, number>;
}
