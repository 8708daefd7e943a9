import { readFileSync } from "node:fs";
import { instantiateSync } from "@assemblyscript/loader";

/** The module's own exports: functions of integers, and region addresses as WebAssembly globals. */
export type RawExports = Record<string, unknown> & { readonly memory: { readonly buffer: ArrayBuffer } };

/** The modules, one for each job (assembly/modules/). */
export type ModuleName = "records" | "stays" | "summary" | "last";

/** Compiles and instantiates a WebAssembly module, synchronously (about 2 ms). The only place that knows the loader. */
export function instantiateModule(name: ModuleName): RawExports {
  const file = new URL(`../../build/${name}.wasm`, import.meta.url);
  return instantiateSync<RawExports>(readFileSync(file), {}).exports;
}
