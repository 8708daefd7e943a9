/**
 * Sorts numbers in place by `compare`, equal ones staying in order. Takes a second array of the same size and nothing
 * else: the built-in sort of typed arrays copies them into objects, 70 bytes each. Runs already in order cost one look.
 */
export function mergeSort(items: Uint32Array, compare: (a: number, b: number) => number): void {
  const spare = new Uint32Array(items.length);
  for (let width = 1; width < items.length; width *= 2) {
    for (let start = 0; start + width < items.length; start += 2 * width) {
      merge(items, spare, start, start + width, Math.min(start + 2 * width, items.length), compare);
    }
  }
}

/** Merges the sorted runs [start, middle) and [middle, end). */
function merge(
  items: Uint32Array,
  spare: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  if (compare(items[middle - 1] ?? 0, items[middle] ?? 0) <= 0) return;
  spare.set(items.subarray(start, middle), start);
  let left = start;
  let right = middle;
  for (let at = start; left < middle; at += 1) {
    const takeLeft = right === end || compare(spare[left] ?? 0, items[right] ?? 0) <= 0;
    items[at] = (takeLeft ? spare[left] : items[right]) ?? 0;
    if (takeLeft) left += 1;
    else right += 1;
  }
}
