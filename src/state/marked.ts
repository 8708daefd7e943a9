import type { StateForm } from "./state-file.ts";

/** A state with a number that counts what was made of it. */
export interface Marked<State> {
  readonly mark: number;
  readonly state: State;
}

const MARKED = /^mark (\d{1,15}) (.*)$/s;

/** The form of a state with its mark in front. */
export function markedForm<State>(form: StateForm<State>): StateForm<Marked<State>> {
  return {
    textOf: ({ mark, state }) => `mark ${mark} ${form.textOf(state)}`,
    stateOf(text) {
      const [, mark, state] = MARKED.exec(text) ?? [];
      if (mark === undefined || state === undefined) throw new Error("no mark in front");
      return { mark: Number(mark), state: form.stateOf(state) };
    },
  };
}
