/**
 * Events as the objects of MITRE CAR, in JSON Lines, by their `--format` names. What is in them (src/model/car-entity.ts)
 * is loaded with them: nobody else has to.
 */
export const carViewNames = ["car", "car-legacy"] as const;

export type CarViewName = (typeof carViewNames)[number];

/** Whether `--format` asks for such a view. */
export function isCarView(name: string | undefined): name is CarViewName {
  return carViewNames.some((known) => known === name);
}
