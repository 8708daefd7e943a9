export { compileSelection, type Platform, SELECTION_LIMIT, type SelectionOptions } from "./compile.ts";
export type { Clock } from "./relative.ts";
