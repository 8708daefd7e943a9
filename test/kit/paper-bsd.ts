import { type PaperLayout, typeNumbers } from "./paper-layout.ts";

const untyped = { types: typeNumbers.none, integers: {} } satisfies Partial<PaperLayout>;

const netbsd = {
  types: typeNumbers.bsd,
  texts: { user: [0, 32], id: [32, 4], line: [36, 32], host: [68, 256] },
  integers: { session: [324, 2], type: [326, 2], pid: [328, 4], exit_termination: [332, 2], exit_status: [334, 2] },
  address: { at: 336, form: { inet6: 24 } },
} satisfies Partial<PaperLayout>;

/** BSD layouts that exist in either byte order. */
export const paperBsd = {
  "freebsd-44": { ...untyped, size: 44, texts: { line: [0, 8], user: [8, 16], host: [24, 16] }, seconds: [40, 4] },
  "netbsd-520": { ...netbsd, size: 520, seconds: [464, 8], micros: [472, 4], signature: "utmpx-2.00" },
  "netbsd-516": { ...netbsd, size: 516, seconds: [464, 8], micros: [472, 4], signature: "utmpx-2.00" },
  "netbsd-512": { ...netbsd, size: 512, seconds: [464, 4], micros: [468, 4], signature: "utmpx-1.00" },
  "netbsd-40": { ...untyped, size: 40, texts: { line: [0, 8], user: [8, 8], host: [16, 16] }, seconds: [32, 8] },
  "openbsd-304": { ...untyped, size: 304, texts: { line: [0, 8], user: [8, 32], host: [40, 256] }, seconds: [296, 8] },
  "openbsd-300": { ...untyped, size: 300, texts: { line: [0, 8], user: [8, 32], host: [40, 256] }, seconds: [296, 4] },
  "macos-628": {
    size: 628,
    types: typeNumbers.bsd,
    texts: { user: [0, 256], id: [256, 4], line: [260, 32], host: [308, 256] },
    integers: { pid: [292, 4], type: [296, 2] },
    seconds: [300, 4],
    micros: [304, 4],
    signature: "utmpx-1.00",
  },
} as const satisfies Record<string, PaperLayout>;

const futx = {
  size: 197,
  types: typeNumbers.freebsd,
  texts: { id: [9, 8], user: [21, 32], line: [53, 16], host: [69, 128] },
  integers: { type: [0, 1], pid: [17, 4] },
  microseconds: [1, 8],
} satisfies PaperLayout;

/** FreeBSD since 9: big-endian on every processor. */
export const paperFreebsd = {
  "freebsd-utx": futx,
  "freebsd-utx-log": { ...futx, framing: "trimmed" },
} as const satisfies Record<string, PaperLayout>;

/** DragonFly runs on little-endian machines only. */
export const paperDragonfly = {
  "dragonfly-512": {
    size: 512,
    types: typeNumbers.bsd,
    texts: { user: [0, 32], id: [32, 4], line: [36, 32], host: [68, 256] },
    integers: { session: [340, 2], type: [342, 2], pid: [344, 4], exit_termination: [348, 2], exit_status: [350, 2] },
    address: { at: 352, form: { inet6: 28 } },
    seconds: [480, 8],
    micros: [488, 8],
    signature: "utmpx-2.00",
  },
} as const satisfies Record<string, PaperLayout>;
