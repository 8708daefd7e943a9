import { readFileSync } from "node:fs";
import { instantiateSync } from "@assemblyscript/loader";

/** The module's own exports: functions of integers, and region addresses as WebAssembly globals. */
export type RawExports = Record<string, unknown> & { readonly memory: { readonly buffer: ArrayBuffer } };

/**
 * Compiles and instantiates the WebAssembly module, synchronously (about 2 ms). `WHOFLUX_WASM` names another build of
 * it (debug, coverage). The only place that knows the loader.
 */
export function instantiateModule(): RawExports {
  const file = process.env.WHOFLUX_WASM ?? new URL("../../build/whoflux.wasm", import.meta.url);
  return instantiateSync<RawExports>(readFileSync(file), {}).exports;
}
