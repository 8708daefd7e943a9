import type { Field } from "./entity.ts";

/** Makes the fields of an entity from the numbers of its cells. */
export interface FieldMaker<Name extends string> {
  /** A field whose value is its cell's. */
  field(name: Name, kind: Exclude<Field["kind"], "name" | "boolean">): Field;
  /** A field whose cell is the number of a word. */
  word(name: Name, names: readonly string[]): Field;
}

/** The maker of fields for one table of cells. */
export function fieldMaker<Name extends string>(cells: Readonly<Record<Name, number>>): FieldMaker<Name> {
  return {
    field: (name, kind) => ({ name, cell: cells[name], kind }),
    word: (name, names) => ({ name, cell: cells[name], kind: "name", names }),
  };
}
