import { type Decoding, type Input, need, want } from "../input.ts";
import { Window } from "../window.ts";
import { LzmaDecoder } from "./lzma.ts";

/** The most a chunk unpacks to. */
const CHUNK_BYTES = 1 << 21;

/**
 * Decodes LZMA2 up to and with its end byte.
 *
 * A chunk: control 1 · unpacked size - 1, 2 · [packed size - 1, 2] · [properties 1] · data. Control 0 is the end; 1 and 2
 * are plain data, 1 resetting the dictionary; from 128 bits 5-6 tell what is reset (1 the state, 2 with new properties,
 * 3 with the dictionary) and the low 5 bits are the top of the unpacked size.
 */
export function* decodeLzma2(input: Input, dictionaryBytes: number): Decoding {
  const window = new Window(dictionaryBytes, CHUNK_BYTES);
  const lzma = new LzmaDecoder(window);
  let position = -1;
  let ready = false;
  for (;;) {
    yield* need(input, 1, "a block");
    const control = input.u8();
    if (control === 0) break;
    if (control > 2 && control < 0x80) throw input.fault("a chunk's control byte is wrong", { found: String(control) });
    const packed = control >= 0x80;
    const header = control >= 0xc0 ? 6 : packed ? 5 : 3;
    yield* need(input, header, "a chunk's header");
    if (control === 1 || control >= 0xe0) {
      window.reset();
      position = 0;
    }
    if (control >= 0xc0) {
      ready = lzma.setProperties(input.u8(5));
      if (!ready) throw input.fault("a chunk's properties are wrong", { found: String(input.u8(5)) });
    }
    if (position < 0 || (packed && !ready)) throw input.fault("a chunk refers to what does not precede it");
    if (control >= 0xa0) lzma.reset();

    const low = ((input.u8(1) << 8) | input.u8(2)) + 1;
    const size = packed ? ((control & 0x1f) << 16) + low : low;
    const length = packed ? ((input.u8(3) << 8) | input.u8(4)) + 1 : size;
    input.pos += header;
    yield* want(input, length);
    window.room(size);
    const here = Math.min(length, input.available);
    const end = packed ? lzma.run(input.bytes, input.pos, input.pos + here, size, position) : copy(input, here, window);
    const fresh = window.take();
    position += fresh.length;
    yield fresh;
    if (here < length) throw input.cut("a chunk");
    if (end !== "whole") throw input.fault("a chunk is damaged");
    input.pos += length;
  }
  input.pos += 1;
}

function copy(input: Input, length: number, window: Window): "whole" {
  window.bytes.set(input.bytes.subarray(input.pos, input.pos + length), window.pos);
  window.pos += length;
  return "whole";
}
