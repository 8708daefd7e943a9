import type { Column } from "../model/column.ts";
import type { Entity, Field } from "../model/entity.ts";

/** The field of an entity by its name. */
export function fieldOf(entity: Entity, name: string): Field {
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${entity.measurement} has no field ${name}`);
  return field;
}

/** The part of a column that its field decides. */
export function cellOf(field: Field): Pick<Column, "kind" | "cell" | "names"> {
  return field.names === undefined
    ? { kind: field.kind, cell: field.cell }
    : { kind: field.kind, cell: field.cell, names: field.names };
}

/** A column that is the same text in every row. */
export function literal(text: string, role: NonNullable<Column["role"]> = "field"): Column {
  return { kind: "literal", cell: 0, prefix: text, role };
}
