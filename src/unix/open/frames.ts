import { type Decoding, type Input, need, onlyZeros, skip } from "./input.ts";

/** Skippable frames belong to lz4 and zstd alike; the low four bits are free. */
const SKIPPABLE = 0x184d2a50;

/** A container whose file is frames, one after the other. */
export interface Framing {
  /** The container with its article, for messages. */
  readonly what: string;
  /** The 32-bit number that a frame of data begins with. */
  readonly magic: number;
  /** Decodes one frame from its magic on. */
  readonly frame: (input: Input) => Decoding;
}

/** Decodes frames up to the end of the file, passing over the skippable ones and zeros behind the last. */
export function* decodeFrames(input: Input, { what, magic, frame }: Framing): Decoding {
  while (!(yield* onlyZeros(input))) {
    yield* need(input, 4, "a frame's magic");
    const found = input.u32();
    if ((found & ~15) === SKIPPABLE) {
      yield* need(input, 8, "a skippable frame");
      const length = input.u32(4);
      input.pos += 8;
      yield* skip(input, length, "a skippable frame");
    } else if (found === magic) {
      yield* frame(input);
    } else {
      throw input.fault(`is not ${what} frame`, {
        expected: `magic 0x${magic.toString(16)}`,
        found: `0x${found.toString(16)}`,
      });
    }
  }
}
