import { WhofluxError } from "../../model/error.ts";
import type { ByteSource, Container } from "./byte-source.ts";
import { type Decoding, Input } from "./input.ts";

/** Decompressed bytes, pulled through a decoder in constant memory: synchronously from a file, else as they come. */
export class DecodedSource implements ByteSource {
  readonly container: Container;
  offset = 0;
  readonly #raw: ByteSource;
  readonly #input = new Input();
  readonly #decoding: Decoding;
  #ready: Uint8Array = new Uint8Array(0);
  #state: "decoding" | "hungry" | "ended" = "decoding";
  #fault: unknown;

  constructor(raw: ByteSource, container: Container, decoder: (input: Input) => Decoding) {
    this.#raw = raw;
    this.container = container;
    this.#decoding = decoder(this.#input);
  }

  get path(): string {
    return this.#raw.path;
  }

  read(target: Uint8Array): number | Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      if (this.#ready.length > 0) {
        filled += this.#deliver(target, filled);
      } else if (this.#state === "decoding") {
        this.#step();
      } else if (filled > 0 || (this.#state === "ended" && this.#fault === undefined)) {
        break;
      } else if (this.#state === "ended") {
        throw this.#fault;
      } else {
        const got = this.#raw.read(this.#input.space());
        if (typeof got !== "number") return got.then((count) => this.#feed(count).read(target));
        this.#feed(got);
      }
    }
    this.offset += filled;
    return filled;
  }

  close(): void {
    this.#raw.close();
    this.#state = "ended";
    this.#ready = new Uint8Array(0);
    this.#decoding.return();
  }

  #deliver(target: Uint8Array, at: number): number {
    const part = this.#ready.subarray(0, target.length - at);
    target.set(part, at);
    this.#ready = this.#ready.subarray(part.length);
    return part.length;
  }

  #feed(count: number): this {
    this.#input.filled(count);
    if (this.#state === "hungry") this.#state = "decoding";
    return this;
  }

  #step(): void {
    try {
      const step = this.#decoding.next();
      if (step.done === true) this.#state = "ended";
      else if (step.value === undefined) this.#state = "hungry";
      else this.#ready = step.value;
    } catch (error) {
      this.#state = "ended";
      this.#fault = this.#named(error);
    }
  }

  #named(error: unknown): unknown {
    if (!(error instanceof WhofluxError)) return error;
    return new WhofluxError(error.code, error.problem, { ...error.facts, path: this.path });
  }
}
