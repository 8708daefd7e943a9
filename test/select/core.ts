import { instantiateModule } from "../../src/wasm/load.ts";

/** The parts of the module that select and number rows. */
export interface SelectCore {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly ROWS: number;
  readonly ROW_BYTES: number;
  readonly MAX_ROWS: number;
  readonly TEXT: number;
  readonly TEXT_BYTES: number;
  readonly FILTER: number;
  readonly FILTER_BYTES: number;
  select(count: number): number;
  assignOrdinals(count: number): void;
  resetOrdinals(): void;
}

/** A fresh instance of the module, its exported constants as plain numbers. */
export function loadSelectCore(): SelectCore {
  const raw = instantiateModule("records");
  const entries = Object.entries(raw).map(([name, value]) => [name, isGlobal(value) ? value.value : value]);
  return Object.fromEntries(entries) as SelectCore;
}

function isGlobal(value: unknown): value is { readonly value: unknown } {
  return Object.prototype.toString.call(value) === "[object WebAssembly.Global]";
}
