import { formats } from "../formats/index.ts";
import type { Entity } from "../model/entity.ts";
import type { Core } from "../wasm/core.ts";
import { RowEncoder } from "../wasm/row-encoder.ts";
import type { View } from "./view.ts";

/** An encoder of an entity's rows; its text goes to `pieces`, each a copy that holds whole rows. */
export function encoderOf(core: Core, entity: Entity, view: View, pieces: Uint8Array[]): RowEncoder {
  const { syntax, columns } = formats[view.format];
  const table = columns(entity, {
    ...(view.computer === undefined ? {} : { computer: view.computer }),
    ...(view.width === undefined ? {} : { width: view.width }),
  });
  return new RowEncoder(core, { syntax, ...table }, (bytes) => pieces.push(Buffer.from(bytes)));
}
