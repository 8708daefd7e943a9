import type { Report } from "../../model/report.ts";

/** Tells of what could not be read, once for each stretch that has one reason. Places are bytes of the file. */
export class Unread {
  readonly #path: string;
  readonly #report: Pick<Report, "skip">;
  #start = 0;
  #end = 0;
  #reason: string | undefined;

  constructor(path: string, report: Pick<Report, "skip">) {
    this.#path = path;
    this.#report = report;
  }

  /** A stretch that was not read; behind another one with this reason it is the same stretch. */
  add(start: number, end: number, reason: string): void {
    if (this.#reason !== reason || start < this.#end) {
      this.flush();
      this.#start = start;
      this.#reason = reason;
    }
    this.#end = end;
  }

  /** What holds no event: the rest of a stretch that is told already, if there is one. */
  addStray(start: number, end: number): void {
    this.add(start, end, this.#reason ?? "no event");
  }

  /** What follows was read: the stretch before it is told. */
  flush(): void {
    if (this.#reason === undefined) return;
    const reason = this.#reason;
    this.#reason = undefined;
    this.#report.skip({ path: this.#path, start: BigInt(this.#start), end: BigInt(this.#end), reason });
  }

  /** An event that was read without one of its values. */
  value(start: number, reason: string): void {
    this.#report.skip({ path: this.#path, start: BigInt(start), lost: "value", reason });
  }
}
