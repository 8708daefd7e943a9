import type { Layout } from "../../model/layout.ts";
import { bothOrders } from "./both-orders.ts";

/** FreeBSD's own numbers: 1 BOOT_TIME, 2 OLD_TIME, 3 NEW_TIME, 4 USER, 5 INIT, 6 LOGIN, 7 DEAD, 8 SHUTDOWN_TIME. */
const freebsdTypes = [0, 2, 4, 3, 7, 5, 6, 8, 11];

/** NetBSD, DragonFly, macOS: 3 and 4 are the other way round than on Linux; 10 is the header record, 11 a shutdown. */
const utmpxTypes = [0, 1, 2, 4, 3, 5, 6, 7, 8, 9, 10, 11];

/** utx.active and utx.lastlogin since FreeBSD 9: packed, big-endian on every processor (drawn in decode/utx-log.ts). */
const freebsdUtx: Layout = {
  name: "freebsd-utx",
  group: "freebsd",
  order: "big",
  bytes: 197,
  type: [0, 1],
  types: freebsdTypes,
  time: { at: 1, kind: "microseconds" },
  id: [9, 8],
  pid: [17, 4],
  user: [21, 32],
  line: [53, 16],
  host: [69, 128],
};

const freebsdUtxLog: Layout = { ...freebsdUtx, name: "freebsd-utx-log", group: "freebsd-log", family: "utx-log" };

/** FreeBSD before 9: utmp by terminal slot, wtmp. */
const freebsd44: Omit<Layout, "order"> = {
  name: "freebsd-44",
  group: "freebsd-old",
  bytes: 44,
  derivesType: true,
  line: [0, 8],
  user: [8, 16],
  host: [24, 16],
  time: { at: 40, kind: "i32" },
};

//  struct utmpx of NetBSD; DragonFly's differs in its middle.
//
//   0         32    36        68         324      326   328  332        336            464     472   480 or 476
//  ┌─────────┬─────┬─────────┬──────────┬────────┬─────┬────┬──────────┬──────────────┬───────┬─────┬────────┐
//  │name[32] │id[4]│line[32] │host[256] │session │type │pid │term,exit │sockaddr[128] │sec    │usec │padding │
//  └─────────┴─────┴─────────┴──────────┴────────┴─────┴────┴──────────┴──────────────┴───────┴─────┴────────┘
const netbsdHead = {
  group: "netbsd",
  user: [0, 32],
  id: [32, 4],
  line: [36, 32],
  host: [68, 256],
  session: [324, 2],
  type: [326, 2],
  types: utmpxTypes,
  pid: [328, 4],
  exit: { terminationAt: 332, statusAt: 334 },
  addr: { at: 336, kind: "sockaddr" },
} satisfies Partial<Layout>;

/** amd64 and other 8-byte aligned machines, "utmpx-1.00" and "utmpx-2.00" alike. */
const netbsd520: Omit<Layout, "order"> = {
  ...netbsdHead,
  name: "netbsd-520",
  bytes: 520,
  time: { at: 464, kind: "i64" },
  usec: [472, 4],
  reserved: [480, 36],
};

/** i386 since NetBSD 6. */
const netbsd516: Omit<Layout, "order"> = {
  ...netbsdHead,
  name: "netbsd-516",
  bytes: 516,
  time: { at: 464, kind: "i64" },
  usec: [472, 4],
  reserved: [476, 40],
};

/** 32-bit machines before NetBSD 6. */
const netbsd512: Omit<Layout, "order"> = {
  ...netbsdHead,
  name: "netbsd-512",
  bytes: 512,
  time: { at: 464, kind: "i32" },
  usec: [468, 4],
  reserved: [472, 40],
};

/** NetBSD's utmp and wtmp since 6. */
const netbsd40: Omit<Layout, "order"> = {
  name: "netbsd-40",
  group: "netbsd-old",
  bytes: 40,
  derivesType: true,
  line: [0, 8],
  user: [8, 8],
  host: [16, 16],
  time: { at: 32, kind: "i64" },
};

const dragonfly512: Layout = {
  name: "dragonfly-512",
  group: "dragonfly",
  order: "little",
  bytes: 512,
  user: [0, 32],
  id: [32, 4],
  line: [36, 32],
  host: [68, 256],
  session: [340, 2],
  type: [342, 2],
  types: utmpxTypes,
  pid: [344, 4],
  exit: { terminationAt: 348, statusAt: 350 },
  addr: { at: 352, kind: "sockaddr" },
  time: { at: 480, kind: "i64" },
  usec: [488, 4],
  reserved: [496, 16],
};

const openbsd304: Omit<Layout, "order"> = {
  name: "openbsd-304",
  group: "openbsd",
  bytes: 304,
  derivesType: true,
  line: [0, 8],
  user: [8, 32],
  host: [40, 256],
  time: { at: 296, kind: "i64" },
};

/** OpenBSD before 5.5. */
const openbsd300: Omit<Layout, "order"> = {
  ...openbsd304,
  name: "openbsd-300",
  bytes: 300,
  time: { at: 296, kind: "i32" },
};

/** /var/run/utmpx since 10.5; the file keeps the 32-bit layout. */
const macos628: Omit<Layout, "order"> = {
  name: "macos-628",
  group: "macos",
  bytes: 628,
  user: [0, 256],
  id: [256, 4],
  line: [260, 32],
  pid: [292, 4],
  type: [296, 2],
  types: utmpxTypes,
  padAt: 298,
  time: { at: 300, kind: "i32" },
  usec: [304, 4],
  host: [308, 256],
  reserved: [564, 64],
};

/** FreeBSD, NetBSD, DragonFly, OpenBSD and macOS, each in the byte orders it has. */
export const bsdLayouts: readonly Layout[] = [
  freebsdUtxLog,
  freebsdUtx,
  ...bothOrders(freebsd44),
  ...[netbsd520, netbsd516, netbsd512, netbsd40].flatMap(bothOrders),
  dragonfly512,
  ...[openbsd304, openbsd300, macos628].flatMap(bothOrders),
];
