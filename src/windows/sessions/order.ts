/** Compares by each key in turn; what is not known comes first. */
export function byKeys<T>(
  ...keys: readonly ((item: T) => bigint | number | string | undefined)[]
): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)];
      if (left === right) continue;
      if (left === undefined) return -1;
      if (right === undefined) return 1;
      return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** Items by key, each in the order it came in; those without a key are left out. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
