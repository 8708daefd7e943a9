/** What a file is wrapped in, by its first bytes, never by its name. */
export type Container = "plain" | "gzip" | "xz" | "zstd" | "bzip2" | "lz4";

/** Takes one sentence for people that stops nothing: garbage after the data, a slow way that had to be taken. */
export type Notice = (message: string) => void;

/** Bytes of one input, decompressed, in file order, without the holes. */
export interface ByteSource {
  /** The name to show in messages; `stdin` for `-`. */
  readonly path: string;
  readonly container: Container;
  /** True for a plain file that can be opened again by its path, to be read at any place. */
  readonly canReopen?: boolean;
  /** Offset in the decompressed file of the next byte; it jumps over holes, which hold zeros only. */
  readonly offset: number;
  /**
   * Fills `target` from its start and returns how many bytes were written: at least one, 0 at the end.
   *
   * A call never crosses a hole. The answer is a promise only where waiting cannot be helped (pipes, gzip).
   * Throws WhofluxError: E_CONTAINER when the compressed data is damaged, E_SOURCE when the disk fails; everything
   * before the fault has been delivered by then.
   */
  read(target: Uint8Array): number | Promise<number>;
  /** Frees the descriptor and whatever runs; safe to call twice. */
  close(): void;
}
