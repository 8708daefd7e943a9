import type { Layout } from "../../model/layout.ts";
import { bothOrders } from "./both-orders.ts";

/** Solaris and illumos: OLD_TIME is 3, NEW_TIME 4, DOWN_TIME 10. */
const solarisTypes = [0, 1, 2, 4, 3, 5, 6, 7, 8, 9, 11];

/** struct futmpx of utmpx and wtmpx. */
const solaris372: Omit<Layout, "order"> = {
  name: "solaris-372",
  group: "solaris",
  bytes: 372,
  user: [0, 32],
  id: [32, 4],
  line: [36, 32],
  pid: [68, 4],
  type: [72, 2],
  types: solarisTypes,
  exit: { terminationAt: 74, statusAt: 76 },
  time: { at: 80, kind: "i32" },
  usec: [84, 4],
  session: [88, 4],
  reserved: [92, 20],
  host: [114, 257],
};

/** struct futmp of the old utmp and wtmp. */
const solaris36: Omit<Layout, "order"> = {
  name: "solaris-36",
  group: "solaris-old",
  bytes: 36,
  user: [0, 8],
  id: [8, 4],
  line: [12, 12],
  pid: [24, 2],
  type: [26, 2],
  types: solarisTypes,
  exit: { terminationAt: 28, statusAt: 30 },
  time: { at: 32, kind: "i32" },
};

/** AIX 5 and later, /etc/utmp and /var/adm/wtmp. */
const aix648: Layout = {
  name: "aix-648",
  group: "aix",
  order: "big",
  bytes: 648,
  user: [0, 256],
  id: [256, 14],
  line: [270, 64],
  pid: [336, 4],
  type: [340, 2],
  types: [0, 1, 2, 4, 3, 5, 6, 7, 8, 9],
  padAt: 342,
  time: { at: 344, kind: "i64" },
  exit: { terminationAt: 352, statusAt: 354 },
  host: [356, 256],
  reserved: [612, 36],
};

/** Cygwin on 64-bit Windows. */
const cygwin320: Layout = {
  name: "cygwin-320",
  group: "cygwin",
  order: "little",
  bytes: 320,
  type: [0, 2],
  types: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  padAt: 2,
  pid: [4, 4],
  line: [8, 16],
  id: [24, 2],
  time: { at: 32, kind: "i64" },
  user: [40, 16],
  host: [56, 256],
  addr: { at: 312, kind: "v4" },
};

/** Solaris and illumos in both byte orders, AIX, Cygwin. */
export const sysvLayouts: readonly Layout[] = [...[solaris372, solaris36].flatMap(bothOrders), aix648, cygwin320];
