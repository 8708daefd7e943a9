import type { Layout } from "../../model/layout.ts";
import { bothOrders } from "./both-orders.ts";

/** glibc, musl, utmps, uClibc: the vocabulary's own numbers. */
const types = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

//  struct utmp of linux-384; the other sizes differ from ut_session on.
//
//   0     2    4     8         40    44        76         332          336      340   344   348       364
//  ┌─────┬────┬─────┬─────────┬─────┬─────────┬──────────┬────────────┬────────┬─────┬─────┬─────────┬──────────┐
//  │type │pad │pid  │line[32] │id[4]│user[32] │host[256] │term., exit │session │sec  │usec │addr[16] │reserved  │
//  └─────┴────┴─────┴─────────┴─────┴─────────┴──────────┴────────────┴────────┴─────┴─────┴─────────┴──────────┘
const head = {
  group: "linux",
  type: [0, 2],
  types,
  padAt: 2,
  pid: [4, 4],
  line: [8, 32],
  id: [40, 4],
  user: [44, 32],
  host: [76, 256],
  exit: { terminationAt: 332, statusAt: 334 },
} satisfies Partial<Layout>;

/** x86, arm32, mips, powerpc, riscv, sparc …: 32-bit seconds, unsigned since glibc 2.40. */
const linux384: Omit<Layout, "order"> = {
  ...head,
  name: "linux-384",
  bytes: 384,
  session: [336, 4],
  time: { at: 340, kind: "u32" },
  usec: [344, 4],
  addr: { at: 348, kind: "v6" },
  reserved: [364, 20],
};

/** aarch64, s390x, alpha, loongarch64, and musl with utmps: 64-bit time. */
const linux400: Omit<Layout, "order"> = {
  ...head,
  name: "linux-400",
  bytes: 400,
  session: [336, 8],
  time: { at: 344, kind: "i64" },
  usec: [352, 8],
  addr: { at: 360, kind: "v6" },
  reserved: [376, 24],
};

/** arc, or1k, musl with utmps on i386, and 32-bit programs built with 64-bit time before glibc 2.40. */
const linux392: Omit<Layout, "order"> = {
  ...head,
  name: "linux-392",
  bytes: 392,
  session: [336, 4],
  time: { at: 340, kind: "i64" },
  usec: [348, 8],
  addr: { at: 356, kind: "v6" },
  reserved: [372, 20],
};

/** m68k: two-byte alignment, so no padding behind the type. */
const linux382: Omit<Layout, "order"> = {
  name: "linux-382",
  group: "linux",
  bytes: 382,
  type: [0, 2],
  types,
  pid: [2, 4],
  line: [6, 32],
  id: [38, 4],
  user: [42, 32],
  host: [74, 256],
  exit: { terminationAt: 330, statusAt: 332 },
  session: [334, 4],
  time: { at: 338, kind: "u32" },
  usec: [342, 4],
  addr: { at: 346, kind: "v6" },
  reserved: [362, 20],
};

/** /var/log/lastlog: an array by uid. */
const lastlog292: Omit<Layout, "order"> = {
  name: "lastlog-292",
  group: "lastlog",
  bytes: 292,
  byUid: true,
  time: { at: 0, kind: "u32" },
  line: [4, 32],
  host: [36, 256],
};

const lastlog296: Omit<Layout, "order"> = {
  name: "lastlog-296",
  group: "lastlog",
  bytes: 296,
  byUid: true,
  time: { at: 0, kind: "i64" },
  line: [8, 32],
  host: [40, 256],
};

/** /var/log/faillog of shadow, where time_t and long are 32 bits. */
const faillog24: Omit<Layout, "order"> = {
  name: "faillog-24",
  group: "faillog",
  bytes: 24,
  byUid: true,
  line: [4, 12],
  time: { at: 16, kind: "i32" },
  failures: { countAt: 0, maxAt: 2, lock: [20, 4] },
};

const faillog32: Omit<Layout, "order"> = {
  name: "faillog-32",
  group: "faillog",
  bytes: 32,
  byUid: true,
  line: [4, 12],
  time: { at: 16, kind: "i64" },
  failures: { countAt: 0, maxAt: 2, lock: [24, 8] },
};

/** Linux: utmp of every word size and alignment, lastlog, faillog, in both byte orders. */
export const linuxLayouts: readonly Layout[] = [
  linux384,
  linux400,
  linux392,
  linux382,
  lastlog292,
  lastlog296,
  faillog24,
  faillog32,
].flatMap(bothOrders);
