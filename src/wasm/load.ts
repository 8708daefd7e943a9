import { readFileSync } from "node:fs";
import { instantiateSync } from "@assemblyscript/loader";

/** The module's own exports: functions of integers, and region addresses as WebAssembly globals. */
export type RawExports = Record<string, unknown> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** Compiles and instantiates the WebAssembly module, synchronously (about 2 ms). The only place that knows the loader. */
export function instantiateModule(): RawExports {
  const file = new URL("../../build/whoflux.wasm", import.meta.url);
  return instantiateSync<RawExports>(readFileSync(file), {}).exports;
}
