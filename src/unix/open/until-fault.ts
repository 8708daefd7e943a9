import type { ByteSource, Container } from "./byte-source.ts";

/**
 * A source that ends where reading it fails and keeps the fault, so that whatever came before is used to its last byte:
 * who reads it asks for `fault` at the end.
 */
export class UntilFault implements ByteSource {
  readonly #source: ByteSource;
  #fault: unknown;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** What reading failed with; undefined while it has not. */
  get fault(): unknown {
    return this.#fault;
  }

  get path(): string {
    return this.#source.path;
  }

  get container(): Container {
    return this.#source.container;
  }

  get canReopen(): boolean {
    return this.#source.canReopen === true;
  }

  get offset(): number {
    return this.#source.offset;
  }

  read(target: Uint8Array): number | Promise<number> {
    if (this.#fault !== undefined) return 0;
    try {
      const got = this.#source.read(target);
      return typeof got === "number" ? got : got.catch((fault: unknown) => this.#end(fault));
    } catch (fault) {
      return this.#end(fault);
    }
  }

  close(): void {
    this.#source.close();
  }

  #end(fault: unknown): number {
    this.#fault = fault;
    return 0;
  }
}
