import type { LayoutName } from "./utmp-writer.ts";

/** How a platform's files came to be: its libc wrote them, a program wrote its struct, or its compiler laid them out. */
export type Origin = "libc" | "struct" | "compiler";

/** One set of files in fixtures/linux/. */
export interface Platform {
  readonly name: string;
  readonly layout: LayoutName;
  readonly lastlog: LayoutName;
  readonly origin: Origin;
  /**
   * The session is 32 bits wide where the layout has 64: on a little-endian machine the same bytes, on a big-endian
   * one in the other half.
   */
  readonly session?: "narrow";
}

const rows: readonly (readonly [string, LayoutName, LayoutName, Origin, "narrow"?])[] = [
  ["amd64", "linux-384-le", "lastlog-292-le", "libc"],
  ["i386", "linux-384-le", "lastlog-292-le", "libc"],
  ["x32", "linux-384-le", "lastlog-292-le", "compiler"],
  ["armhf", "linux-384-le", "lastlog-292-le", "libc"],
  ["riscv64", "linux-384-le", "lastlog-292-le", "libc"],
  ["mipsel", "linux-384-le", "lastlog-292-le", "libc"],
  ["mips64el", "linux-384-le", "lastlog-292-le", "libc"],
  ["ppc64el", "linux-384-le", "lastlog-292-le", "libc"],
  ["sh4", "linux-384-le", "lastlog-292-le", "compiler"],
  ["mips", "linux-384-be", "lastlog-292-be", "libc"],
  ["powerpc", "linux-384-be", "lastlog-292-be", "libc"],
  ["ppc64", "linux-384-be", "lastlog-292-be", "libc"],
  ["sparc64", "linux-384-be", "lastlog-292-be", "libc"],
  ["hppa", "linux-384-be", "lastlog-292-be", "libc"],
  ["arm64", "linux-400-le", "lastlog-296-le", "libc"],
  ["alpha", "linux-400-le", "lastlog-296-le", "libc"],
  ["s390x", "linux-400-be", "lastlog-296-be", "libc"],
  ["arc", "linux-392-le", "lastlog-296-le", "compiler"],
  ["m68k", "linux-382-be", "lastlog-292-be", "libc"],
  ["amd64-musl", "linux-400-le", "lastlog-296-le", "struct", "narrow"],
  ["i386-time64", "linux-392-le", "lastlog-292-le", "struct"],
  ["armhf-time64", "linux-400-le", "lastlog-292-le", "struct", "narrow"],
  ["mips-time64", "linux-400-be", "lastlog-292-be", "struct", "narrow"],
];

/** Every platform with files in fixtures/linux/; those of origin "libc" have a `.utmp` too. */
export const platforms: readonly Platform[] = rows.map(([name, layout, lastlog, origin, session]) => ({
  name,
  layout,
  lastlog,
  origin,
  ...(session && { session }),
}));

/** Platforms with a `.faillog`. */
export const faillogPlatforms: readonly (readonly [name: string, layout: LayoutName])[] = [
  ["amd64", "faillog-32-le"],
  ["i386", "faillog-24-le"],
  ["s390x", "faillog-32-be"],
  ["mips", "faillog-24-be"],
];

/** Files of two record sizes: the wtmp of both platforms, one behind the other. */
export const mixedFiles: readonly (readonly [file: string, first: string, second: string])[] = [
  ["i386-mixed.wtmp", "i386", "i386-time64"],
  ["armhf-mixed.wtmp", "armhf", "armhf-time64"],
];
