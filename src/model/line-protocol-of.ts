import type { Entity, Field } from "./entity.ts";

/**
 * Where fields go in line protocol under their own names: those of `tagNames`, in that order, are tags, the others fields,
 * and `timestamp` is neither. An ordinal is told where it tells rows apart.
 */
export function lineProtocolOf(
  fields: readonly Field[],
  tagNames: readonly string[],
  timestamp: string,
): Pick<Entity, "tags" | "lineFields"> {
  const names = fields.map(({ name }) => name);
  return {
    tags: tagNames
      .filter((name) => names.includes(name))
      .map((name) =>
        name === "ordinal" ? { key: name, field: name, onlyPositive: true } : { key: name, field: name },
      ),
    lineFields: names
      .filter((name) => name !== timestamp && !tagNames.includes(name))
      .map((name) => ({ key: name, field: name })),
  };
}
