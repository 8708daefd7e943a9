/** Something to be said on stderr: `E` when there is no answer, `W` when it may be incomplete, `I` when it is whole again. */
export interface Word {
  readonly level: "E" | "W" | "I";
  /** What is in this state until another word about it is said; absent: something happened once. */
  readonly about?: string;
  readonly text: string;
}
