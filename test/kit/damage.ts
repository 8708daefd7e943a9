import { chanceOf } from "./chance.ts";
import { concatBytes, type LayoutName, type WriterRecord, writeRecords } from "./utmp-writer.ts";

/** A range of file offsets, the end left out. */
export type ByteRange = readonly [start: number, end: number];

/** A file that is not whole, or not what its size suggests. */
export interface DamageCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Offset of each record that is really there; the user of record n of a file is `user-n`. */
  readonly whole: readonly number[];
  /** What no record covers. Zero records count as records. */
  readonly holes: readonly ByteRange[];
}

/** Invented records that differ in every field, `count` of them from number `first` on. */
export function plainRecords(count: number, first = 0): WriterRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const isLogout = number % 3 === 2;
    return {
      type: isLogout ? "DEAD_PROCESS" : "USER_PROCESS",
      pid: 1000 + number * 7,
      line: `pts/${number % 40}`,
      id: `/${number % 40}`,
      user: `user-${number}`,
      host: isLogout ? "" : `192.0.2.${number % 250}`,
      addr: isLogout ? undefined : Uint8Array.of(192, 0, 2, number % 250),
      time: 1_770_100_000_000_000 + number * 61_000_123,
    } as const;
  });
}

type Piece = readonly [LayoutName, readonly WriterRecord[]] | Uint8Array;

/** Puts pieces one behind the other; raw bytes are holes, neighbouring holes one hole. */
function damaged(name: string, ...pieces: readonly Piece[]): DamageCase {
  const parts = pieces.map((piece) => (piece instanceof Uint8Array ? piece : writeRecords(...piece)));
  const whole: number[] = [];
  const holes: ByteRange[] = [];
  let at = 0;
  parts.forEach((part, index) => {
    const piece = pieces[index];
    if (part === piece && part.length > 0) holes.push([at, at + part.length]);
    else if (piece !== undefined && !(piece instanceof Uint8Array)) {
      const size = part.length / Math.max(1, piece[1].length);
      whole.push(...piece[1].map((_, record) => at + record * size));
    }
    at += part.length;
  });
  return { name, bytes: concatBytes(parts), whole, holes };
}

const l384 = "linux-384-le";
const l400 = "linux-400-le";
const l392 = "linux-392-le";

function garbage(length: number): Uint8Array {
  return chanceOf(length).bytes(length);
}

/** The first bytes of a record that was never finished. */
function torn(length: number, layout: LayoutName = l384): Uint8Array {
  return writeRecords(layout, plainRecords(1, 900)).subarray(0, length);
}

/** Files whose whole records must come out, and whose holes must be named. */
export const damageCases: readonly DamageCase[] = [
  damaged("a partial record at the end", [l384, plainRecords(10)], torn(100)),
  damaged("one byte too many", [l384, plainRecords(10)], Uint8Array.of(7)),
  damaged("the last record one byte short", [l400, plainRecords(10)], torn(399, l400)),
  damaged("a file cut in front, in the middle of a record", torn(384).subarray(184), [l384, plainRecords(10)]),
  damaged("a torn record in the middle", [l384, plainRecords(5)], torn(200), [l384, plainRecords(5, 5)]),
  damaged(
    "a torn record in the middle of an s390x file",
    ["linux-400-be", plainRecords(5)],
    torn(204, "linux-400-be"),
    ["linux-400-be", plainRecords(5, 5)],
  ),
  damaged("a torn record in the middle of an m68k file", ["linux-382-be", plainRecords(5)], torn(202, "linux-382-be"), [
    "linux-382-be",
    plainRecords(5, 5),
  ]),
  damaged("garbage in the middle, a multiple of four", [l384, plainRecords(5)], garbage(776), [
    l384,
    plainRecords(5, 5),
  ]),
  damaged("garbage in the middle, of odd length", [l384, plainRecords(5)], garbage(777), [l384, plainRecords(5, 5)]),
  damaged("two holes", [l384, plainRecords(4)], torn(40), [l384, plainRecords(4, 4)], garbage(1000), [
    l384,
    plainRecords(4, 8),
  ]),
  damaged("a garbled record of the right length", [l384, plainRecords(5)], garbage(384), [l384, plainRecords(5, 5)]),
  damaged("384, then 400", [l384, plainRecords(8)], [l400, plainRecords(8, 8)]),
  damaged("400, then 384", [l400, plainRecords(8)], [l384, plainRecords(8, 8)]),
  damaged("384, then 392", [l384, plainRecords(8)], [l392, plainRecords(8, 8)]),
  damaged("384 and 400 by turns, two of each", ...turns([l384, l400], 2, 6)),
  damaged(
    "a little-endian machine's records, then a big-endian one's",
    [l384, plainRecords(8)],
    ["linux-384-be", plainRecords(8, 8)],
  ),
  damaged(
    "zeros where the disk lost power, then a boot",
    [l384, plainRecords(5)],
    [l384, [{}, {}, {}]],
    [
      l384,
      [{ type: "BOOT_TIME", line: "~", id: "~~", user: "reboot", time: 1_770_200_000_000_000 }, ...plainRecords(4, 5)],
    ],
  ),
];

/** `count` groups of `each` records, the layouts by turns. */
function turns(layouts: readonly LayoutName[], each: number, count: number): Piece[] {
  return Array.from({ length: count }, (_, turn) => [
    layouts[turn % layouts.length] ?? l384,
    plainRecords(each, turn * each),
  ]);
}
