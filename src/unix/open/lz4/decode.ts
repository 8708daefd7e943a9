import { decodeFrames } from "../frames.ts";
import { type Decoding, type Input, need, want } from "../input.ts";
import { Window } from "../window.ts";
import { unpackBlock } from "./block.ts";
import { XxHash32 } from "./xxh32.ts";

const FRAME = 0x184d2204;
const HISTORY = 64 * 1024;

/** What a frame's header says: which checksums follow, how large blocks may be, whether they refer to earlier ones. */
interface Frame {
  readonly linked: boolean;
  readonly blockChecksum: boolean;
  readonly contentChecksum: boolean;
  readonly contentBytes: number | undefined;
  readonly blockBytes: number;
}

/** Decodes lz4 frames, one after the other, with all their checksums. */
export function* decodeLz4(input: Input): Decoding {
  yield* decodeFrames(input, { what: "an lz4", magic: FRAME, frame: decodeFrame });
}

function* decodeFrame(input: Input): Decoding {
  const frame = yield* readHeader(input);
  const window = new Window(HISTORY, frame.blockBytes);
  const content = frame.contentChecksum ? new XxHash32() : undefined;
  let length = 0;
  for (;;) {
    yield* need(input, 4, "a block's size");
    const word = input.u32();
    if (word === 0) break;
    const size = word & 0x7fffffff;
    if (size > frame.blockBytes) {
      throw input.fault("a block is too large", { expected: `at most ${frame.blockBytes} bytes`, found: String(size) });
    }
    input.pos += 4;
    if (!frame.linked) window.reset();
    const whole = yield* want(input, size + (frame.blockChecksum ? 4 : 0));
    const end = input.pos + Math.min(size, input.available);
    const most = frame.blockBytes;
    window.room(most);
    const ended =
      word >>> 31 === 1
        ? copyBlock(input, end, window)
        : unpackBlock(input.bytes, input.pos, end, window, window.pos + most);
    const fresh = window.take();
    content?.update(fresh);
    length += fresh.length;
    // A wrong checksum says that these bytes cannot be trusted: they are not delivered.
    if (whole && frame.blockChecksum) checkBlock(input, size);
    yield fresh;
    if (!whole) throw input.cut("a block");
    if (ended !== "whole") throw input.fault(`a block is damaged: ${ended}`);
    input.pos += size + (frame.blockChecksum ? 4 : 0);
  }
  input.pos += 4;
  if (frame.contentBytes !== undefined && frame.contentBytes !== length) {
    throw input.fault("a frame has a wrong length", { expected: String(frame.contentBytes), found: String(length) });
  }
  if (content === undefined) return;
  yield* need(input, 4, "a frame's checksum");
  if (input.u32() !== content.digest()) throw input.fault("a frame's checksum is wrong");
  input.pos += 4;
}

function copyBlock(input: Input, end: number, window: Window): "whole" {
  window.bytes.set(input.bytes.subarray(input.pos, end), window.pos);
  window.pos += end - input.pos;
  return "whole";
}

function checkBlock(input: Input, size: number): void {
  const hash = new XxHash32().update(input.bytes.subarray(input.pos, input.pos + size));
  if (hash.digest() !== input.u32(size)) throw input.fault("a block's checksum is wrong");
}

/**
 * magic 4 · flags 1 (version 01, independent, block checksum, content size, content checksum, 0, dictionary id) ·
 * block size 1 (bits 4-6) · [content size 8] · [dictionary id 4] · header checksum 1
 */
function* readHeader(input: Input): Generator<undefined, Frame, void> {
  yield* need(input, 7, "a frame's header");
  const flags = input.u8(4);
  const blockBytes = 1 << (8 + 2 * ((input.u8(5) >> 4) & 7));
  if (flags >> 6 !== 1 || (flags & 2) !== 0 || blockBytes < 1 << 16 || (input.u8(5) & 0x8f) !== 0) {
    throw input.fault("a frame's header is damaged");
  }
  const sized = (flags & 8) !== 0;
  const length = 6 + (sized ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  yield* need(input, length + 1, "a frame's header");
  const hash = new XxHash32().update(input.bytes.subarray(input.pos + 4, input.pos + length)).digest();
  if (((hash >>> 8) & 0xff) !== input.u8(length)) throw input.fault("a frame's header has a wrong checksum");
  if ((flags & 1) !== 0) throw input.fault("needs a dictionary", { cure: "decompress it first with lz4 -d -D" });
  const contentBytes = sized ? input.u32(6) + input.u32(10) * 2 ** 32 : undefined;
  input.pos += length + 1;
  return {
    linked: (flags & 0x20) === 0,
    blockChecksum: (flags & 0x10) !== 0,
    contentChecksum: (flags & 4) !== 0,
    contentBytes,
    blockBytes,
  };
}
