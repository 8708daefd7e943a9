import type { Column, ColumnFlag } from "../model/column.ts";
import type { Entity, Field } from "../model/entity.ts";

/** The field of an entity by its name. */
export function fieldOf(entity: Entity, name: string): Field {
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`${entity.measurement} has no field ${name}`);
  return field;
}

/** The part of a column that its field decides. */
export function cellOf({ kind, cell, names }: Field): Pick<Column, "kind" | "cell" | "names"> {
  if (kind === "boolean") return { kind: "name", cell, names: ["false", "true"] };
  return names === undefined ? { kind, cell } : { kind, cell, names };
}

/** Whether a value is written bare where texts stand in quotes. */
export function isBare({ kind }: Field): boolean {
  return kind === "integer" || kind === "boolean";
}

/** What an encoder should know of a field to be quick. */
export function hints(field: Field): ColumnFlag[] {
  if (field.isVisible) return ["visible"];
  return field.long ? ["longText"] : [];
}

/** A column that is the same text in every row. */
export function literal(text: string, role: NonNullable<Column["role"]> = "field"): Column {
  return { kind: "literal", cell: 0, prefix: text, role };
}

/** A column with what stands around its value; names carry it in themselves, so that one copy writes them. */
export function framed(column: Column, prefix: string, suffix: string): Column {
  return column.names === undefined
    ? { ...column, prefix, suffix }
    : { ...column, names: column.names.map((name) => `${prefix}${name}${suffix}`) };
}

/** The same columns with neighbouring literals joined to one. */
export function joinLiterals(columns: readonly Column[]): Column[] {
  const joined: Column[] = [];
  for (const column of columns) {
    const last = joined.at(-1);
    if (column.kind === "literal" && last?.kind === "literal") {
      joined[joined.length - 1] = literal(`${last.prefix ?? ""}${column.prefix ?? ""}`);
    } else joined.push(column);
  }
  return joined;
}
