/** A number of things in words: `1 record`, `2 records`. `what`: one of them. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
