import { paperBsd, paperDragonfly, paperFreebsd } from "./paper-bsd.ts";
import type { PaperLayout } from "./paper-layout.ts";
import { paperLinux } from "./paper-linux.ts";
import { paperAix, paperCygwin, paperSolaris } from "./paper-sysv.ts";

const eitherOrder = { ...paperLinux, ...paperBsd, ...paperSolaris };
const bigOnly = { ...paperFreebsd, ...paperAix };
const littleOnly = { ...paperDragonfly, ...paperCygwin };

/** Every layout's name; those that exist in both byte orders end in `-le` or `-be`. */
export type LayoutName = `${keyof typeof eitherOrder}-${"le" | "be"}` | keyof typeof bigOnly | keyof typeof littleOnly;

export interface OrderedPaperLayout extends PaperLayout {
  readonly name: LayoutName;
  readonly littleEndian: boolean;
}

const ordered: readonly OrderedPaperLayout[] = [
  ...rows(eitherOrder).flatMap(([name, layout]) => [
    { ...layout, name: `${name}-le` as const, littleEndian: true },
    { ...layout, name: `${name}-be` as const, littleEndian: false },
  ]),
  ...rows(bigOnly).map(([name, layout]) => ({ ...layout, name, littleEndian: false })),
  ...rows(littleOnly).map(([name, layout]) => ({ ...layout, name, littleEndian: true })),
];

const byName = new Map(ordered.map((layout) => [layout.name, layout]));

/** All layouts that can be written. */
export const layoutNames: readonly LayoutName[] = ordered.map((layout) => layout.name);

/** One layout, its byte order included. */
export function paperLayout(name: LayoutName): OrderedPaperLayout {
  const layout = byName.get(name);
  if (layout === undefined) throw new Error(`no paper layout is called ${name}`);
  return layout;
}

function rows<Name extends string>(table: Readonly<Record<Name, PaperLayout>>): [Name, PaperLayout][] {
  return Object.entries(table) as [Name, PaperLayout][];
}
