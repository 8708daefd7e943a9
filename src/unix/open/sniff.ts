import type { Container } from "./byte-source.ts";

/** Bytes from the start of a file that `sniff` wants to see: the tar magic is the last, at 257. */
export const HEAD_BYTES = 512;

interface Magic {
  readonly bytes: string;
  readonly at?: number;
}

const containers: readonly (Magic & { readonly container: Container })[] = [
  { container: "gzip", bytes: "\x1f\x8b\x08" },
  { container: "xz", bytes: "\xfd7zXZ\0" },
  { container: "zstd", bytes: "\x28\xb5\x2f\xfd" },
  ...Array.from({ length: 9 }, (_, level) => `BZh${level + 1}`).flatMap((header) => [
    { container: "bzip2" as const, bytes: `${header}1AY&SY` },
    { container: "bzip2" as const, bytes: `${header}\x17\x72\x45\x38\x50\x90` },
  ]),
  { container: "lz4", bytes: "\x04\x22\x4d\x18" },
  // Skippable frames belong to zstd and lz4 alike; the tool that begins a file with one is pzstd.
  ...Array.from({ length: 16 }, (_, kind) => ({
    container: "zstd" as const,
    bytes: `${String.fromCharCode(0x50 + kind)}\x2a\x4d\x18`,
  })),
];

const berkeley = "a Berkeley DB hash (lastlogx of NetBSD)";

const refused: readonly (Magic & { readonly what: string; readonly cure: string })[] = [
  { bytes: "LZIP\x01", what: "an lzip file", cure: "decompress it first with lzip -d" },
  { bytes: "PK\x03\x04", what: "a zip archive", cure: "extract it first" },
  { bytes: "PK\x05\x06", what: "a zip archive", cure: "extract it first" },
  { bytes: "7z\xbc\xaf\x27\x1c", what: "a 7z archive", cure: "extract it first" },
  { bytes: "Rar!\x1a\x07", what: "a rar archive", cure: "extract it first" },
  { bytes: "\x1f\x9d", what: "compressed by compress (.Z)", cure: "decompress it first with gzip -d" },
  { bytes: "\x1f\xa0", what: "compressed by compress -H", cure: "decompress it first with gzip -d" },
  { bytes: "\x1f\x1e", what: "compressed by pack (.z)", cure: "decompress it first with gzip -d" },
  { bytes: "\x02\x21\x4c\x18", what: "a legacy lz4 file", cure: "decompress it first with lz4 -d" },
  { bytes: "\x89LZO\0\r\n\x1a\n", what: "an lzop file", cure: "decompress it first with lzop -d" },
  // Magic, then version 2: the magic alone is also the root's login time in a lastlog of August 2021.
  { bytes: "\0\x06\x15\x61\0\0\0\x02", what: berkeley, cure: "read it where it was written, with lastlogin" },
  { bytes: "\x61\x15\x06\0\x02\0\0\0", what: berkeley, cure: "read it where it was written, with lastlogin" },
];

/** Names the container that the first bytes of a file announce. */
export function sniff(head: Uint8Array): Container {
  return containers.find((magic) => begins(head, magic))?.container ?? "plain";
}

/** Names an archive or database that is not read here, and what to do with it; undefined for anything else. */
export function sniffRefused(head: Uint8Array): { readonly what: string; readonly cure: string } | undefined {
  if (isTar(head)) return { what: "a tar archive", cure: "extract it first" };
  return refused.find((magic) => begins(head, magic));
}

/** Whether a file begins like an SQLite database (wtmpdb, lastlog2). */
export function isSqlite(head: Uint8Array): boolean {
  return begins(head, { bytes: "SQLite format 3\0" });
}

/** A tar header: its magic and its checksum at 148, since a host name in a login record may hold the magic where tar has it. */
function isTar(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES || !begins(head, { bytes: "ustar", at: 257 })) return false;
  const written = String.fromCharCode(...head.subarray(148, 156));
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return /^[ 0]*[0-7]+[ \0]+$/.test(written) && Number.parseInt(written.trim(), 8) === sum;
}

function begins(head: Uint8Array, { bytes, at = 0 }: Magic): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (head[at + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}
