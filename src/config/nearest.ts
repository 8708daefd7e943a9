import { placeOf, type Setting } from "./setting.ts";

/** The setting that a name in a section was most likely meant to be; undefined when none is near. */
export function meantSetting(section: string, name: string, known: readonly Setting[]): Setting | undefined {
  const beside = known.filter((setting) => placeOf(setting)[0] === section);
  const near = nearest(
    name,
    beside.map((setting) => placeOf(setting)[1]),
  );
  return (
    beside.find((setting) => placeOf(setting)[1] === near) ??
    known.find((setting) => [placeOf(setting)[1], setting.name].includes(name))
  );
}

/** The name that a misspelled one was most likely meant to be; undefined when none is near. */
export function nearest(misspelled: string, names: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(Math.min(misspelled.length, 40) / 3));
  const near = names
    .filter((name) => Math.abs(name.length - misspelled.length) <= most)
    .map((name) => ({ name, distance: distanceOf(misspelled, name) }))
    .filter(({ distance }) => distance <= most);
  return near.sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Letters to put in, to leave out or to change, to make one of the other. */
function distanceOf(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      here.push(Math.min(changed, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[to.length] ?? 0;
}
