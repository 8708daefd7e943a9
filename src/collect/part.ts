/** What one answer may hold, in its order, by the names of `--as`. */
export const parts = ["sessions", "summary", "collector", "events"] as const;

export type Part = (typeof parts)[number];

/** Whether `--as` may be this. */
export function isPart(name: string): name is Part {
  return parts.some((part) => part === name);
}
