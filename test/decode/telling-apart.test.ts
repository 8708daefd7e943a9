import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { decodeBytes } from "../kit/decoded.ts";
import { describe } from "../kit/suite.ts";
import { type LayoutName, writeRecords } from "../kit/utmp-writer.ts";
import { garbage, logins } from "./logins.ts";

describe("telling layouts apart", (test) => {
  const sized: readonly (readonly [LayoutName, number])[] = [
    ["linux-400-le", 19],
    ["openbsd-304-le", 25],
    ["linux-384-le", 25],
    ["linux-400-be", 24],
    ["linux-384-le", 19],
    ["openbsd-304-le", 24],
    ["netbsd-520-le", 10],
    ["linux-400-le", 13],
    ["netbsd-40-le", 130],
    ["openbsd-300-le", 8],
    ["freebsd-44-le", 292],
  ];
  for (const [layout, count] of sized) {
    test(`${count} records of ${layout} are told although other sizes divide the file`, async () => {
      assert.is((await decodeBytes(writeRecords(layout, logins(count)))).layout, layout);
    });
  }
  for (const layout of [
    "linux-384-le",
    "linux-384-be",
    "linux-400-le",
    "linux-400-be",
    "linux-392-le",
    "solaris-372-be",
    "aix-648",
  ] as const) {
    test(`one record of ${layout} is enough`, async () => {
      assert.is((await decodeBytes(writeRecords(layout, logins(1)))).layout, layout);
    });
  }
  const none: readonly (readonly [string, Uint8Array])[] = [
    ["one byte", Uint8Array.of(1)],
    ["zeros", new Uint8Array(3840)],
    ["0xff", new Uint8Array(3840).fill(0xff)],
    ["prose", Buffer.from("It was a dark and stormy night; the rain fell in torrents.\n".repeat(200))],
    ["garbage", garbage],
    [
      "a log",
      Buffer.from(
        "Jan  1 00:00:00 web1 sshd[812]: Failed password for root from 192.0.2.7 port 4022 ssh2\n".repeat(99),
      ),
    ],
    ["a program", readFileSync(process.execPath).subarray(0, 200_000)],
  ];
  for (const [name, bytes] of none) {
    test(`${name} is no login file`, async () => assert.is((await decodeBytes(bytes)).layout, undefined));
  }
});
