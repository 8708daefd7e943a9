import type { ByteSource, Container, Notice } from "./byte-source.ts";
import { DecodedSource } from "./decoded.ts";
import type { Decoding, Input } from "./input.ts";
import { PlainFile } from "./plain.ts";

type Decoder = (input: Input, notice: Notice) => Decoding;

/** Every decoder, loaded when a file needs it. */
const decoders: Record<Exclude<Container, "plain">, () => Promise<Decoder>> = {
  gzip: async () => (await import("./gzip/decode.ts")).decodeGzip,
  xz: async () => (await import("./xz/decode.ts")).decodeXz,
  zstd: async () => (await import("./zstd/decode.ts")).decodeZstd,
  bzip2: async () => (await import("./bzip2/decode.ts")).decodeBzip2,
  lz4: async () => (await import("./lz4/decode.ts")).decodeLz4,
};

/** Puts the decoder of a container on top of its bytes; gzip in a file goes through node:zlib's thread. */
export async function createDecoder(
  raw: ByteSource,
  container: Exclude<Container, "plain">,
  notice: Notice,
): Promise<ByteSource> {
  if (container === "gzip" && raw instanceof PlainFile) {
    const { FastGunzip } = await import("./gzip/fast.ts");
    return new FastGunzip(raw, notice);
  }
  const decoder = await decoders[container]();
  return new DecodedSource(raw, container, (input) => decoder(input, notice));
}
