import { type PaperLayout, typeNumbers } from "./paper-layout.ts";

/** Solaris and illumos: big-endian on SPARC, little-endian on x86. */
export const paperSolaris = {
  "solaris-372": {
    size: 372,
    types: typeNumbers.solaris,
    texts: { user: [0, 32], id: [32, 4], line: [36, 32], host: [114, 257] },
    integers: { pid: [68, 4], type: [72, 2], exit_termination: [74, 2], exit_status: [76, 2], session: [88, 4] },
    seconds: [80, 4],
    micros: [84, 4],
    hostLength: [112, 2],
  },
  "solaris-36": {
    size: 36,
    types: typeNumbers.solaris,
    texts: { user: [0, 8], id: [8, 4], line: [12, 12] },
    integers: { pid: [24, 2], type: [26, 2], exit_termination: [28, 2], exit_status: [30, 2] },
    seconds: [32, 4],
  },
} as const satisfies Record<string, PaperLayout>;

/** AIX since 5: big-endian, seconds only. */
export const paperAix = {
  "aix-648": {
    size: 648,
    types: typeNumbers.aix,
    texts: { user: [0, 256], id: [256, 14], line: [270, 64], host: [356, 256] },
    integers: { pid: [336, 4], type: [340, 2], exit_termination: [352, 2], exit_status: [354, 2] },
    seconds: [344, 8],
  },
} as const satisfies Record<string, PaperLayout>;

/** Cygwin on 64-bit Windows: little-endian, an IPv4 address in a long. */
export const paperCygwin = {
  "cygwin-320": {
    size: 320,
    types: typeNumbers.linux,
    texts: { line: [8, 16], id: [24, 2], user: [40, 16], host: [56, 256] },
    integers: { type: [0, 2], pid: [4, 4] },
    seconds: [32, 8],
    address: { at: 312, form: "ipv4" },
  },
} as const satisfies Record<string, PaperLayout>;
