import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
} from "pako";
import type { Notice } from "../byte-source.ts";
import { type Decoding, type Input, onlyZeros, want } from "../input.ts";

const PIECE = 64 * 1024;

/** zlib's way to say: a 32 KiB window, and a gzip header and trailer around it. */
const GZIP_WINDOW = 31;

/**
 * Decodes gzip members, one after the other, with their checksums; exact about where a fault is and what came before it,
 * which node:zlib is not (it drops what a failing call had already decompressed). A third as fast: see fast.ts.
 */
export function* decodeGzip(input: Input, notice: Notice): Decoding {
  const stream = new ZStream();
  stream.output = new Uint8Array(PIECE);
  zlibInflateInit2(stream, GZIP_WINDOW);
  yield* decodeMember(input, stream);
  while (!(yield* onlyZeros(input))) {
    yield* want(input, 3);
    if (input.u8() !== 0x1f || input.u8(1) !== 0x8b || input.u8(2) !== 8) {
      return notice("bytes behind the gzip data are ignored");
    }
    zlibInflateReset(stream);
    yield* decodeMember(input, stream);
  }
}

function* decodeMember(input: Input, stream: ZStream): Decoding {
  for (;;) {
    if (!(yield* want(input, 1))) throw input.cut("a member");
    stream.input = input.bytes;
    stream.next_in = input.pos;
    stream.avail_in = input.available;
    stream.next_out = 0;
    stream.avail_out = PIECE;
    const status = zlibInflate(stream, Z_NO_FLUSH);
    input.pos = stream.next_in;
    if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out);
    if (status === Z_STREAM_END) return;
    if (status !== Z_OK && status !== Z_BUF_ERROR) throw input.fault(`a member is damaged: ${stream.msg}`);
  }
}
