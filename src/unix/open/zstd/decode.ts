import { decodeFrames } from "../frames.ts";
import { type Decoding, type Input, need } from "../input.ts";
import { MAX_HISTORY, tooMuchHistory, Window } from "../window.ts";
import { BLOCK_BYTES, Literals } from "./literals.ts";
import { Sequences } from "./sequences.ts";
import { XxHash64 } from "./xxh64.ts";

const FRAME = 0xfd2fb528;

/** What a frame's header says: how far back it refers, how long its content is, whether a checksum follows. */
interface Frame {
  readonly windowBytes: number;
  readonly contentBytes: number | undefined;
  readonly checksum: boolean;
}

/** Decodes zstd frames, one after the other, with their checksums. */
export function* decodeZstd(input: Input): Decoding {
  yield* decodeFrames(input, { what: "a zstd", magic: FRAME, frame: decodeFrame });
}

function* decodeFrame(input: Input): Decoding {
  const frame = yield* readHeader(input);
  const largest = Math.min(frame.windowBytes, BLOCK_BYTES);
  const window = new Window(Math.min(frame.windowBytes, frame.contentBytes ?? frame.windowBytes), BLOCK_BYTES);
  const hash = frame.checksum ? new XxHash64() : undefined;
  const literals = new Literals();
  const sequences = new Sequences();
  let length = 0;
  for (let last = false; !last; ) {
    yield* need(input, 3, "a block's header");
    const header = input.u32() & 0xffffff;
    last = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const size = header >>> 3;
    if (kind === 3 || size > largest) throw input.fault("a block's header is damaged");
    input.pos += 3;
    const packed = kind === 1 ? 1 : size;
    yield* need(input, packed, "a block");
    window.room(BLOCK_BYTES);
    if (kind === 2) unpackBlock(input, size, literals, sequences, window);
    else if (kind === 0) window.bytes.set(input.bytes.subarray(input.pos, input.pos + size), window.pos);
    else window.bytes.fill(input.u8(), window.pos, window.pos + size);
    if (kind !== 2) window.pos += size;
    input.pos += packed;
    const fresh = window.take();
    length += fresh.length;
    hash?.update(fresh);
    yield fresh;
  }
  if (frame.contentBytes !== undefined && frame.contentBytes !== length) {
    throw input.fault("a frame has a wrong length", { expected: String(frame.contentBytes), found: String(length) });
  }
  if (hash === undefined) return;
  yield* need(input, 4, "a frame's checksum");
  if (input.u32() !== hash.digest32()) throw input.fault("a frame's checksum is wrong");
  input.pos += 4;
}

function unpackBlock(input: Input, size: number, literals: Literals, sequences: Sequences, window: Window): void {
  const end = input.pos + size;
  const at = literals.read(input.bytes, input.pos, end);
  if (at === undefined) throw input.fault("the literals of a block are damaged");
  if (!sequences.run(input.bytes, at, end, literals, window)) throw input.fault("the sequences of a block are damaged");
}

/**
 * magic 4 · flags 1 (content size 2, single segment, 0, reserved, checksum, dictionary id 2) · [window 1] ·
 * [dictionary id 0, 1, 2, 4] · [content size 0 or 1, 2, 4, 8]
 */
function* readHeader(input: Input): Generator<undefined, Frame, void> {
  yield* need(input, 5, "a frame's header");
  const flags = input.u8(4);
  const single = (flags & 0x20) !== 0;
  const idWidth = [0, 1, 2, 4][flags & 3] as number;
  const sizeWidth = [single ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const idAt = single ? 5 : 6;
  const header = idAt + idWidth + sizeWidth;
  if ((flags & 8) !== 0) throw input.fault("a frame's header is damaged");
  yield* need(input, header, "a frame's header");
  const id = little(input, idAt, idWidth);
  if (id !== 0) throw input.fault(`needs dictionary ${id}`, { cure: "decompress it first with zstd -d -D" });
  const size = little(input, idAt + idWidth, sizeWidth) + (sizeWidth === 2 ? 256 : 0);
  const contentBytes = sizeWidth === 0 ? undefined : size;
  const windowByte = input.u8(5);
  const windowBytes = single ? size : 2 ** (10 + (windowByte >> 3)) * (1 + (windowByte & 7) / 8);
  const reach = Math.min(windowBytes, size === 0 ? windowBytes : size);
  if (reach > MAX_HISTORY) throw tooMuchHistory(input, reach, "zstd -d --long=31");
  input.pos += header;
  return { windowBytes, contentBytes, checksum: (flags & 4) !== 0 };
}

function little(input: Input, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index--) value = value * 256 + input.u8(at + index);
  return value;
}
