import type { Layout } from "../../model/layout.ts";
import { bsdLayouts } from "./bsd.ts";
import { linuxLayouts } from "./linux.ts";
import { sysvLayouts } from "./sysv.ts";

/** Every layout whoflux reads. A new one costs one row here and a fixture. */
export const layouts: readonly Layout[] = [...linuxLayouts, ...bsdLayouts, ...sysvLayouts];
