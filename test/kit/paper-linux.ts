import { type PaperLayout, typeNumbers } from "./paper-layout.ts";

//  glibc's struct utmp: the head is the same everywhere but on m68k, which aligns to two bytes; what follows
//  depends on the width of session and time.
const head = {
  types: typeNumbers.linux,
  texts: { line: [8, 32], id: [40, 4], user: [44, 32], host: [76, 256] },
} satisfies Partial<PaperLayout>;
const headIntegers = { type: [0, 2], pid: [4, 4], exit_termination: [332, 2], exit_status: [334, 2] } as const;

const array = { types: typeNumbers.none, framing: "array" } satisfies Partial<PaperLayout>;

/** Linux layouts, each written in either byte order. */
export const paperLinux = {
  "linux-384": {
    ...head,
    size: 384,
    integers: { ...headIntegers, session: [336, 4] },
    seconds: [340, 4],
    micros: [344, 4],
    address: { at: 348, form: "bytes" },
  },
  "linux-400": {
    ...head,
    size: 400,
    integers: { ...headIntegers, session: [336, 8] },
    seconds: [344, 8],
    micros: [352, 8],
    address: { at: 360, form: "bytes" },
  },
  "linux-392": {
    ...head,
    size: 392,
    integers: { ...headIntegers, session: [336, 4] },
    seconds: [340, 8],
    micros: [348, 8],
    address: { at: 356, form: "bytes" },
  },
  "linux-382": {
    size: 382,
    types: typeNumbers.linux,
    texts: { line: [6, 32], id: [38, 4], user: [42, 32], host: [74, 256] },
    integers: { type: [0, 2], pid: [2, 4], exit_termination: [330, 2], exit_status: [332, 2], session: [334, 4] },
    seconds: [338, 4],
    micros: [342, 4],
    address: { at: 346, form: "bytes" },
  },
  "lastlog-292": { ...array, size: 292, texts: { line: [4, 32], host: [36, 256] }, integers: {}, seconds: [0, 4] },
  "lastlog-296": { ...array, size: 296, texts: { line: [8, 32], host: [40, 256] }, integers: {}, seconds: [0, 8] },
  "faillog-24": {
    ...array,
    size: 24,
    texts: { line: [4, 12] },
    integers: { count: [0, 2], max: [2, 2], locktime: [20, 4] },
    seconds: [16, 4],
  },
  "faillog-32": {
    ...array,
    size: 32,
    texts: { line: [4, 12] },
    integers: { count: [0, 2], max: [2, 2], locktime: [24, 8] },
    seconds: [16, 8],
  },
} as const satisfies Record<string, PaperLayout>;
