import { formatAddress } from "../model/address-text.ts";
import type { Field } from "../model/entity.ts";
import { escapeText } from "../model/escape.ts";
import type { ReadValue, RowReader } from "./row-reader.ts";

/** A row for people who ask for objects: times as bigint, numbers, booleans, words, texts with the visible escape. */
export function entityObject(reader: RowReader, fields: readonly Field[], row: number): Record<string, unknown> {
  const values = reader.read(row);
  const object: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (value === undefined || field.lineProtocolOnly || isEmpty(value)) continue;
    object[field.name] = shown(field, value);
  }
  return object;
}

function isEmpty(value: ReadValue): boolean {
  return value instanceof Uint8Array && value.length === 0;
}

function shown({ kind }: Field, value: ReadValue): unknown {
  if (value instanceof Uint8Array) return kind === "address" ? formatAddress(value) : escapeText(value);
  if (kind === "boolean") return value === 1n;
  return kind === "integer" ? Number(value) : value;
}
