import { fstatSync } from "node:fs";
import type { ByteSource, Notice } from "../unix/open/byte-source.ts";
import { openSource } from "../unix/open/open.ts";
import { PlainFile } from "../unix/open/plain.ts";
import { FINGERPRINT_BYTES } from "./fingerprint.ts";
import { type FileIdentity, identityOf } from "./position.ts";

/** A file of a log, open, its first bytes known, its size fixed: what is written to it from now on is for later. */
export interface OpenLog {
  readonly path: string;
  readonly identity: FileIdentity;
  /** The first bytes, decompressed. */
  readonly head: Uint8Array;
  /** Bytes of the file as it is read; absent for a compressed one, which is complete. */
  readonly size: number | undefined;
  /** Whether `from` can go to an offset: a compressed file can only be read onwards, but for the last bytes that were read. */
  reaches(offset: number): boolean;
  /** The file's bytes from an offset on, up to `size`. */
  from(offset: number): Promise<ByteSource>;
  close(): void;
}

/** Opens a file of a log. Throws E_SOURCE when it cannot be opened, E_FORMAT when it is an archive. */
export async function openLog(path: string, identity: FileIdentity, notice: Notice): Promise<OpenLog> {
  const source = await openSource(path, notice);
  try {
    return source instanceof PlainFile ? await openPlain(source) : await openPacked(source, identity);
  } catch (error) {
    source.close();
    throw error;
  }
}

async function openPlain(file: PlainFile): Promise<OpenLog> {
  const identity = identityOf(fstatSync(file.fd, { bigint: true }));
  const from = async (offset: number): Promise<ByteSource> => {
    file.keepTo([{ start: offset, end: identity.size }], identity.size);
    return file;
  };
  const head = await readHead(await from(0));
  return {
    path: file.path,
    identity,
    head,
    size: identity.size,
    reaches: () => true,
    from,
    close: () => file.close(),
  };
}

async function openPacked(source: ByteSource, identity: FileIdentity): Promise<OpenLog> {
  const head = await readHead(source);
  const { LookBack } = await import("./look-back.ts");
  const onward = new LookBack(source, head);
  const from = async (offset: number): Promise<ByteSource> => {
    await onward.goTo(offset);
    return onward;
  };
  return {
    path: source.path,
    identity,
    head,
    size: undefined,
    reaches: (offset) => onward.reaches(offset),
    from,
    close: () => onward.close(),
  };
}

async function readHead(source: ByteSource): Promise<Uint8Array> {
  const head = new Uint8Array(FINGERPRINT_BYTES);
  let length = 0;
  while (length < head.length) {
    const got = await source.read(head.subarray(length));
    if (got === 0) break;
    length += got;
  }
  return head.subarray(0, length);
}
