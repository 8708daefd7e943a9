export { compileSelection, SELECTION_LIMIT, type SelectionOptions } from "./compile.ts";
export type { Clock } from "./relative.ts";
