import type { Entity, Field } from "../model/entity.ts";
import { logonEventCells, logonSessionCells } from "../model/logon.ts";

/** The fields that rows of Windows are filled by: those of their text, and what selection and views look at besides. */
export function rowFields({ fields }: Entity): readonly Field[] {
  return [...fields, ...hidden.filter(({ name }) => !fields.some((field) => field.name === name))];
}

const hidden: readonly Field[] = [
  { name: "account", cell: logonEventCells.account, kind: "text" },
  { name: "last_moment", cell: logonSessionCells.last_moment, kind: "time" },
];
