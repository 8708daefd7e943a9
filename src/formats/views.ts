import { carEntity, olderCarEntity } from "../model/car-entity.ts";
import type { Entity } from "../model/entity.ts";

/** The events of Unix and of Windows as the objects of MITRE CAR, in JSON Lines; `--format` names. */
export const carViews = { car: carEntity, "car-legacy": olderCarEntity } satisfies Record<
  string,
  (platform: "unix" | "windows") => Entity
>;

export type CarViewName = keyof typeof carViews;

/** Whether `--format` asks for such a view. */
export function isCarView(name: string | undefined): name is CarViewName {
  return name !== undefined && Object.hasOwn(carViews, name);
}
