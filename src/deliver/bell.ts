import type { Lane } from "./lane.ts";

/** Wakes who waits for lines in any of several lanes. However long a lane is silent, it is asked once. */
export class Bell {
  readonly #lanes: readonly Lane[];
  readonly #asked = new Set<Lane>();
  #ring: () => void = () => {};

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /** Resolves when a lane has grown, or `ring` is called. Call it right after finding all lanes empty. */
  async wait(): Promise<void> {
    const rung = new Promise<void>((resolve) => {
      this.#ring = resolve;
    });
    for (const lane of this.#lanes) if (!this.#asked.has(lane)) void this.#ask(lane);
    await rung;
  }

  /** Wakes who waits. */
  ring(): void {
    this.#ring();
  }

  async #ask(lane: Lane): Promise<void> {
    this.#asked.add(lane);
    await lane.grown();
    this.#asked.delete(lane);
    this.#ring();
  }
}
