import { closeSync, fstatSync, readFileSync, readSync } from "node:fs";
import { WhofluxError } from "../../model/error.ts";
import { visible } from "../../model/visible.ts";
import type { ByteSource, Container, Notice } from "./byte-source.ts";
import { type Descriptor, inheritedDescriptor, openDescriptor, readFailure } from "./descriptor.ts";
import { PlainFile } from "./plain.ts";
import { HEAD_BYTES, sniff, sniffRefused } from "./sniff.ts";

/** Milliseconds a FIFO may be silent before that is said. */
const PATIENCE = 2000;

/** A hole is worth asking for when the file takes that many bytes less on disk than it is long. */
const WORTHWHILE_HOLE = 1 << 20;

/**
 * Opens a file by name, or standard input for `-`, decompressed as its first bytes demand, strictly for reading.
 *
 * A plain file loads nothing but node:fs; every decoder is loaded when a file needs it. Memory is constant whatever the
 * file unpacks to. Throws E_SOURCE when it cannot be opened, E_FORMAT when it is an archive or compressed twice.
 * `notice` gets what people should know and what stops nothing, the file's name in front. Close the source.
 */
export async function openSource(path: string, notice?: Notice, patience = PATIENCE): Promise<ByteSource> {
  const say: Notice = (message) => notice?.(`${visible(shownName(path))}: ${message}`);
  const raw = await openRaw(path, say, patience);
  try {
    const { source, container } = await recognise(raw);
    if (container !== "plain") return await unpack(source, container, say);
    if (source instanceof PlainFile) await passOverHoles(source, say);
    return source;
  } catch (error) {
    raw.close();
    throw error;
  }
}

function shownName(path: string): string {
  return path === "-" ? "stdin" : path;
}

/** Looks at the first bytes without taking them: by position where there are positions, else by reading ahead. */
async function recognise(raw: ByteSource): Promise<{ source: ByteSource; container: Container }> {
  let source = raw;
  let head: Uint8Array;
  if (raw instanceof PlainFile && raw.access === "position") {
    head = new Uint8Array(HEAD_BYTES);
    try {
      head = head.subarray(0, readSync(raw.fd, head, 0, HEAD_BYTES, 0));
    } catch (cause) {
      throw readFailure(raw.path, 0, cause);
    }
  } else {
    const { Replay } = await import("./replay.ts");
    ({ head, source } = await Replay.peek(raw, HEAD_BYTES));
  }
  const refused = sniffRefused(head);
  if (refused === undefined) return { source, container: sniff(head) };
  throw new WhofluxError("E_FORMAT", `is ${refused.what}`, { path: raw.path, cure: refused.cure });
}

async function unpack(raw: ByteSource, container: Exclude<Container, "plain">, notice: Notice): Promise<ByteSource> {
  const { createDecoder } = await import("./decoders.ts");
  const { Replay } = await import("./replay.ts");
  const { head, source } = await Replay.peek(await createDecoder(raw, container, notice), HEAD_BYTES);
  const inner = sniff(head);
  const what = inner === "plain" ? sniffRefused(head)?.what : `${inner} data`;
  if (what === undefined) return source;
  source.close();
  const cure = `decompress it first, then ${inner === "plain" ? "extract it" : "read the result"}`;
  throw new WhofluxError("E_FORMAT", `holds ${what} inside ${container}`, { path: raw.path, cure });
}

async function openRaw(path: string, notice: Notice, patience: number): Promise<ByteSource> {
  const named = path === "-" ? undefined : openDescriptor(path);
  const inherited = inheritedNumber(path);
  if (named !== undefined && (inherited === undefined || !isPipe(named)))
    return openKind(named, path, notice, patience);
  // A FIFO opened again by its /dev/fd name would miss the end its writer has already made: use the one we have.
  if (named !== undefined) closeSync(named.fd);
  return openKind(inheritedDescriptor(inherited ?? 0, shownName(path)), shownName(path), notice, patience);
}

function inheritedNumber(path: string): number | undefined {
  if (path === "-" || path === "/dev/stdin") return 0;
  const match = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path);
  return match === null ? undefined : Number(match[1]);
}

function isPipe({ stats }: Descriptor): boolean {
  return stats.isFIFO() || stats.isSocket();
}

async function openKind(descriptor: Descriptor, path: string, notice: Notice, patience: number): Promise<ByteSource> {
  const { fd, stats } = descriptor;
  if (isPipe(descriptor)) {
    const { PipeSource } = await import("./stream.ts");
    return new PipeSource(path, fd, { notice, patience: stats.isFIFO() ? patience : Number.POSITIVE_INFINITY });
  }
  if (stats.isCharacterDevice()) return openDevice(fd, path);
  if (fd === 0 && startOf(fd) !== 0) return new PlainFile(path, fd, "sequence");
  return new PlainFile(path, fd, "position");
}

async function passOverHoles(file: PlainFile, notice: Notice): Promise<void> {
  const { size, blocks } = fstatSync(file.fd);
  const stored = blocks * 512;
  // Where blocks are not told (Windows), nothing is sparse.
  if (!(size - stored > WORTHWHILE_HOLE)) return;
  const { findExtents } = await import("./extents.ts");
  const extents = findExtents(file.fd, size);
  const data = extents?.reduce((sum, { start, end }) => sum + end - start, 0) ?? size;
  if (extents !== undefined) file.keepTo(extents, size);
  if (data <= 8 * (stored + WORTHWHILE_HOLE)) return;
  notice(
    `${size - stored} bytes of holes are read as zeros: neither perl nor python3 nor GNU tar could tell where they are`,
  );
}

async function openDevice(fd: number, path: string): Promise<ByteSource> {
  const { isatty } = await import("node:tty");
  if (!isatty(fd)) return new PlainFile(path, fd, "sequence");
  if (fd !== 0) closeSync(fd);
  throw new WhofluxError("E_SOURCE", "is a terminal", { path, cure: "pipe a file into it or name one" });
}

/** Where an inherited file stands; undefined when the system does not tell. */
function startOf(fd: number): number | undefined {
  try {
    return Number(/^pos:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"))?.[1]);
  } catch {
    return undefined;
  }
}
