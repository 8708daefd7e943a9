import { fixturesFolder } from "../kit/history.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import type { File } from "./read.ts";
import { recordsOf, wtmpOf } from "./story.ts";

/** Histories that show one rule each, under the rule's name: fixtures/golden/pair/<rule>.jsonl is what becomes of them. */
export const rules: Readonly<Record<string, readonly File[]>> = {
  "logout-by-pid": wtmp(`
    08:00:00.000001 login alice pts/0 #100 @198.51.100.7 addr=198.51.100.7
    08:00:30.5      login bob tty1 #200
    09:00:00.000002 logout pts/0 #100
    09:00:31.4      logout tty1 #200`),
  "logout-by-line": wtmp(`
    08:00:00 login alice pts/0 #100 @192.0.2.1
    08:00:05 login bob pts/1 @192.0.2.2
    09:00:00 logout pts/0 #99
    09:00:05 logout pts/1`),
  "next-login-ends-the-older-one": wtmp(`
    08:00:00 login alice pts/0 #100 @192.0.2.1
    09:00:00 login bob pts/0 #101 @192.0.2.2
    10:00:00 logout pts/0 #101`),
  "login-written-twice-is-one": wtmp(`
    08:00:00 login alice pts/0 #100 @192.0.2.1
    08:00:10 login alice pts/0 #100 @192.0.2.1
    08:10:00 login bob pts/1 #101
    08:10:10.000001 login bob pts/1 #101
    08:20:00 login carol pts/2 #102
    08:20:01 login dave pts/2 #102
    08:30:00 login erin pts/3
    08:30:01 login erin pts/3
    08:40:00 login frank pts/4 #104
    08:39:59 login frank pts/4 #104
    09:00:00 logout pts/0 #100`),
  "shared-line-by-pid": wtmp(`
    08:00:00 login alice ssh #100 @192.0.2.1
    08:01:00 login bob ssh #101 @192.0.2.2
    08:02:00 login carol ftpd #102 @192.0.2.3
    08:03:00 login dave ftpd #103 @192.0.2.4
    08:04:00 login erin ftpd105 #105 @192.0.2.5
    09:00:00 logout ssh #101
    09:01:00 logout ssh #100
    09:02:00 logout ftpd #999
    09:03:00 logout ftpd #103
    09:04:00 logout ftpd105 #105`),
  "boot-without-shutdown-is-a-crash": wtmp(`
    08:00:00 boot 6.1.0
    08:01:00 login alice pts/0 #100 @192.0.2.1
    08:02:00 login bob tty1 #101
    09:00:00 boot 6.1.1`),
  shutdown: wtmp(`
    08:00:00 boot 6.1.0
    08:01:00 login alice pts/0 #100 @192.0.2.1
    08:02:00 login bob tty1 #101
    09:00:00 shutdown 6.1.0
    09:01:00 boot 6.1.1`),
  "run-levels-of-sysvinit": wtmp(`
    08:00:00 boot 2.6.32
    08:00:01 runlevel 2
    08:01:00 login alice pts/0 #100 @192.0.2.1
    08:02:00 runlevel 3
    09:00:00 runlevel 0
    09:00:02 shutdown 2.6.32 line=~~
    10:00:00 boot 2.6.32
    10:01:00 login bob pts/0 #100 @192.0.2.2
    11:00:00 runlevel 6
    11:00:02 shutdown 2.6.32 line=~~`),
  "login-after-shutdown": wtmp(`
    08:00:00 login alice pts/0 #100 @192.0.2.1
    09:00:00 shutdown
    09:00:05 logout pts/0 #100
    09:00:06 login bob tty1 #101
    09:00:07 logout pts/1 #102
    09:00:08 shutdown
    09:00:09 shutdown`),
  "logout-without-login": wtmp(`
    08:00:00 boot 6.1.0
    08:10:00 logout pts/7 #700
    08:20:00 logout tty1 #800 user=alice @192.0.2.1 addr=192.0.2.1
    08:30:00 logout #900`),
  getty: wtmp(`
    08:00:00 boot 6.1.0
    08:00:01 init tty1 #10
    08:00:02 getty tty1 #10
    08:00:03 logout tty1 #10
    08:00:04 getty tty1 #11
    08:01:00 login alice tty1 #11
    08:30:00 getty tty1 #12
    09:00:00 logout tty1 #11
    09:00:01 init tty1 #13
    09:00:02 getty tty1 #13
    09:00:03 init #14
    09:00:04 logout #14
    09:30:00 boot 6.1.0`),
  "user-empty-is-a-logout": wtmp(`
    08:00:00 login alice pts/0 #100 @192.0.2.1
    09:00:00 login pts/0 #100 user= line=pts/0`),
  "types-that-cannot-be-trusted": wtmp(`
    08:00:00 login reboot ~ type=INIT_PROCESS @5.1
    08:01:00 login alice tty1 #100 type=LOGIN_PROCESS
    08:02:00 login bob tty2 #101 type=INIT_PROCESS
    08:03:00 login LOGIN tty3 #102 type=INIT_PROCESS
    08:04:00 login /usr/libexec/getty tty4 #103 type=LOGIN_PROCESS
    08:05:00 login carol tty5 #104 type=ACCOUNTING
    08:06:00 logout tty1 #100
    09:00:00 login shutdown ~ type=USER_PROCESS
    09:10:00 login reboot ~ type=USER_PROCESS
    09:20:00 login soft-reboot ~ type=BOOT_TIME
    09:30:00 login mallory ~ #105`),
  "netbsd-boots-by-name": netbsd(`
    08:00:00 login reboot ~ type=INIT_PROCESS
    08:00:01 login /usr/libexec/getty console #10 type=LOGIN_PROCESS
    08:01:00 login root console #10
    08:02:00 login alice ttyp0 #20 @192.0.2.1 addr=192.0.2.1
    08:30:00 logout ttyp0 #20
    09:00:00 login shutdown ~ type=INIT_PROCESS`),
  "bsd-without-types": [
    [
      "wtmp",
      writeRecords(
        "openbsd-304-le",
        recordsOf(`
          08:00:00 boot
          08:01:00 login alice ttyp0 @192.0.2.1
          08:02:00 login root ttyC0
          08:30:00 logout ttyp0
          08:31:00 logout ttyp1
          09:00:00 shutdown`),
      ),
    ],
  ],
  "freebsd-by-id": [["utx.log", fixture("freebsd/utx.log")]],
  "clock-change": wtmp(`
    08:00:00 login alice pts/0 #100
    08:10:00 old-time
    09:10:00 new-time
    09:20:00 logout pts/0 #100
    09:30:00 login bob pts/0 #101
    09:40:00 old-time
    08:40:00 new-time
    08:41:00 logout pts/0 #101
    08:50:00 new-time`),
  "time-that-goes-back": wtmp(`
    08:00:00 login alice pts/0 #100
    08:00:01 login bob pts/1 #101
    07:00:00 logout pts/0 #100
    07:30:00 boot 6.1.0`),
  "sessions-across-rotated-files": [
    ["wtmp.2", wtmpOf("08:00:00 login alice pts/0 #100\n 08:00:01 login bob pts/1 #101\n 08:00:02 getty tty1 #10")],
    ["wtmp.1", wtmpOf("03-02 08:00:00 logout pts/0 #100\n 03-02 08:00:01 login bob pts/1 #101")],
    ["wtmp", wtmpOf("03-03 08:00:00 logout pts/1 #101\n 03-03 08:00:01 logout tty1 #10")],
  ],
  "partial-tail": [
    ["wtmp", wtmpOf("08:00:00 login alice pts/0 #100\n 09:00:00 logout pts/0 #100\n 09:01:00 boot").subarray(0, 1000)],
  ],
  "failed-logins-written-twice": [
    ["btmp.1", wtmpOf("08:00:00 login root ssh:notty #100 @192.0.2.9 type=LOGIN_PROCESS")],
    [
      "btmp",
      wtmpOf(`
        08:00:00 login root ssh:notty #100 @192.0.2.9 type=LOGIN_PROCESS
        08:00:01 login admin ssh:notty #101 @192.0.2.9 type=LOGIN_PROCESS
        08:00:01 login admin ssh:notty #101 @192.0.2.9
        08:00:02 login hunter2 tty1 #102
        08:00:02 login hunter2 tty1 #102
        08:00:02 login hunter2 tty1 #102
        08:00:03 login ssh:notty #103 @192.0.2.9 user= line=ssh:notty
        08:00:02 login hunter2 tty1 #102`),
    ],
    ["wtmp", wtmpOf("08:00:09 login alice pts/0 #104")],
  ],
  "failed-logins-told-by-content": [
    [
      "evidence.bin",
      wtmpOf(`
        08:00:00 login root ssh:notty #100 @192.0.2.9
        08:00:01 login admin tty1 #101 type=LOGIN_PROCESS`),
    ],
  ],
  "lastlog-tells-the-last-login": [["lastlog", fixture("linux/amd64.lastlog")]],
  "faillog-tells-how-many-failed": [["faillog", fixture("linux/amd64.faillog")]],
  "lastlog2-tells-the-last-login": [["lastlog2.db", fixture("lastlog2/lastlog2.db")]],
  "wtmpdb-holds-stays": [["wtmp.db", fixture("wtmpdb/wtmp.db")]],
  "wtmpdb-over-two-databases": [
    ["wtmp_20251206.db", fixture("wtmpdb/wtmp_20251206.db")],
    ["wtmp.db", fixture("wtmpdb/wtmp.db")],
  ],
};

function wtmp(story: string): readonly File[] {
  return [["wtmp", wtmpOf(story)]];
}

function netbsd(story: string): readonly File[] {
  return [["wtmpx", writeRecords("netbsd-520-le", recordsOf(story))]];
}

function fixture(name: string): string {
  return new URL(name, fixturesFolder).pathname;
}
