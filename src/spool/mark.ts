/**
 * Ties lines to the state that whoever made them saves right after appending them. When the process ends between the two,
 * the state still says `value - 1`, and what it will tell again is cut off the spool when it is opened.
 */
export interface Mark {
  /** Whose state: 1 to 255. */
  readonly feed: number;
  /** Counts up with each saving of that state; a state that is made anew goes on above all that a spool holds. */
  readonly value: number;
}
