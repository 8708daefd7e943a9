/** Turns that a lane may have in a row while another has something to send. */
const IN_A_ROW = 4;

/** Whose turn it is: earlier lanes come first, but not for ever. */
export class LaneTurns<Lane> {
  readonly #lanes: readonly Lane[];
  #last: Lane | undefined;
  #streak = 0;

  /** `lanes`: the most important first. */
  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /** Asks the lanes in the order of their turn, until `take` gives something. */
  next<Item>(take: (lane: Lane) => Item | undefined): { readonly lane: Lane; readonly item: Item } | undefined {
    const isOver = this.#streak >= IN_A_ROW;
    const last = this.#lanes.filter((lane) => lane === this.#last);
    const order = isOver ? [...this.#lanes.filter((lane) => lane !== this.#last), ...last] : this.#lanes;
    for (const lane of order) {
      const item = take(lane);
      if (item === undefined) continue;
      this.#streak = lane === this.#last && !isOver ? this.#streak + 1 : 1;
      this.#last = lane;
      return { lane, item };
    }
    return undefined;
  }
}
