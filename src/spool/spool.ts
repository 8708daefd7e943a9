//  Long because it is the one place where writing, reading and acknowledging meet.
import { counted } from "../model/counted.ts";
import { renderError, WhofluxError } from "../model/error.ts";
import { acknowledgedForm } from "./acknowledged.ts";
import type { Batch, SpoolPlace } from "./batch.ts";
import { cutLines } from "./cut-lines.ts";
import { faultOf, isLost, isRoomMissing } from "./fault.ts";
import { disk, type SpoolFiles } from "./files.ts";
import { acknowledgedPath, readFolder } from "./folder.ts";
import type { GreatestMarks } from "./greatest-marks.ts";
import { Issued } from "./issued.ts";
import { Ledger } from "./ledger.ts";
import { Losses } from "./losses.ts";
import type { Mark } from "./mark.ts";
import { Patience } from "./patience.ts";
import { comparePlaces, firstPlace, type Place } from "./place.ts";
import { type Limits, Reader } from "./reader.ts";
import type { Segment } from "./segment.ts";
import { SEGMENT_HEADER } from "./segment-header.ts";
import { Shelf } from "./shelf.ts";
import type { SpoolOptions, SpoolStatus } from "./spool-options.ts";
import { Survey } from "./survey.ts";
import { unitOf } from "./unit.ts";

const SEGMENT_BYTES = 8 * 1024 * 1024;
const SEGMENTS = 8;
const SAVE_MS = 1000;

/**
 * Lines on disk that wait for a server, first in, first out. One process may have it open (src/state/lock.ts). What was
 * taken is still there until it is acknowledged: after a crash it is taken again, in the same order and with the same bytes.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #files: SpoolFiles;
  readonly #segmentBytes: number;
  readonly #shelf: Shelf;
  readonly #reader: Reader;
  readonly #ledger: Ledger;
  readonly #losses: Losses;
  readonly #greatest: GreatestMarks;
  readonly #patience = new Patience();
  readonly #issued = new Issued();
  /** Where the next `take` goes on. */
  #cursor: Place;
  /** Number of the line that comes next. */
  #line: number;
  /** Bytes of what was refused last; room for it is waited for. */
  #refused = 0;
  #saved: unknown;
  #timer: NodeJS.Timeout | undefined;
  #problem: WhofluxError | undefined;
  #growth: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  #isClosed = false;

  private constructor(options: SpoolOptions, files: SpoolFiles) {
    const { folder, marks, say } = options;
    files.makeFolder(folder);
    const found = readFolder(files, folder, say);
    const survey = new Survey(files, found.acknowledged, marks, say);
    const { segments, dead, acknowledged, line, greatest, isWhole } = survey.walk(found);
    const done = found.segments.filter(({ number }) => number < acknowledged.place.segment);
    this.#options = options;
    this.#files = files;
    this.#segmentBytes = Math.min(SEGMENT_BYTES, Math.ceil(options.maxBytes / SEGMENTS));
    this.#line = line;
    this.#greatest = greatest;
    this.#ledger = new Ledger(acknowledged, dead);
    this.#cursor = acknowledged.place;
    this.#losses = new Losses(say);
    this.#reader = new Reader(files);
    // Told by it that this folder can be written to. On a full disk, what waits can still be delivered.
    if (!this.#save()) throw this.#problem ?? new Error("the state cannot be saved");
    for (const { path } of done) files.remove(path);
    this.#shelf = new Shelf(files, options.sync, { folder, segments, nextNumber: found.nextNumber, isWhole });
    this.#tidy();
  }

  /** Opens the spool of a folder; throws E_SINK when it cannot be used. */
  static open(options: SpoolOptions, files: SpoolFiles = disk): Spool {
    try {
      return new Spool(options, files);
    } catch (cause) {
      throw faultOf("the spool cannot be opened", options.folder, cause);
    }
  }

  /**
   * Keeps whole lines; throws E_SINK and leaves nothing of them when the disk or the cap refuses. `mark` ties them to a
   * state that is saved in the same turn.
   */
  append(text: readonly Uint8Array[], mark?: Mark): void {
    const { folder, now } = this.#options;
    if (this.#isClosed) throw new WhofluxError("E_SINK", "the spool is closed", { path: folder });
    const payloads = cutLines(Buffer.concat(text), folder);
    if (payloads.length === 0) return;
    const time = now();
    const unit = unitOf(payloads, this.#line, time, mark);
    this.#dropOld();
    this.#makeRoom(unit.bytes.length + SEGMENT_HEADER);
    if (this.#isTimeForAnother(time)) this.#shelf.endSegment();
    try {
      this.#shelf.write(unit.bytes, this.#line, time);
    } catch (cause) {
      throw faultOf("lines cannot be kept", this.#shelf.written?.path ?? folder, cause);
    }
    this.#line += unit.lines;
    if (mark !== undefined) this.#greatest.add(mark);
    this.#refused = 0;
    this.#grow();
  }

  /**
   * The next lines behind those that were taken last: at most `maxLines` and about `maxBytes`, but at least one line;
   * undefined: nothing waits. Damage is passed over and said.
   */
  take(limits: Limits): Batch | undefined {
    if (this.#isClosed) return undefined;
    this.#dropOld();
    const taken: Taken = { pieces: [], lines: 0, bytes: 0, since: undefined };
    try {
      while (this.#advance(taken, limits) === "more");
      this.#patience.reset();
      this.#solve();
    } catch (error) {
      this.#unreadable(error);
    }
    if (taken.since === undefined) return undefined;
    this.#issued.add(this.#cursor);
    const { segment, offset } = this.#cursor;
    return {
      text: Buffer.concat(taken.pieces),
      lines: taken.lines,
      since: taken.since,
      end: { segment, offset },
    };
  }

  /** Goes back to the last acknowledged place: what was taken since is taken again. */
  rewind(): void {
    this.#cursor = this.#ledger.place;
  }

  /**
   * Everything up to the end of a batch is safe elsewhere: in memory at once; durable at most a second later, on close,
   * and before a segment is removed. The end of a batch that was dropped since, or acknowledged before, changes nothing.
   */
  acknowledge(end: SpoolPlace): void {
    const place = this.#issued.reached(end);
    if (place === undefined || comparePlaces(place, this.#ledger.place) <= 0) return;
    this.#settle(place);
  }

  /** The greatest mark of a feed among what waits, or came since it was opened; 0: there is none. A new state begins above it. */
  greatestMark(feed: number): number {
    return this.#greatest.of(feed);
  }

  status(): SpoolStatus {
    const lines = this.#ledger.waiting(this.#line);
    const since = lines === 0 ? undefined : this.#since();
    return {
      bytes: this.#shelf.bytes,
      lines,
      ...(since === undefined ? {} : { since }),
      delivered: this.#ledger.kept.delivered,
      dropped: this.#ledger.dropped,
      isFull: this.#isFull,
    };
  }

  /** Resolves when something was appended after this call, or the spool is closed. */
  grown(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#growth ??= growth();
    return this.#growth.promise;
  }

  /** Keeps what was acknowledged and lets go of the files. */
  close(): void {
    if (this.#isClosed) return;
    this.#save();
    clearTimeout(this.#timer);
    this.#isClosed = true;
    this.#shelf.endSegment();
    this.#reader.close();
    this.#grow();
  }

  get #isFull(): boolean {
    return this.#isTight && this.#ledger.waiting(this.#line) > 0;
  }

  get #isTight(): boolean {
    const { whenFull, maxBytes } = this.#options;
    return whenFull === "refuse" && this.#shelf.bytes + Math.max(this.#segmentBytes, this.#refused) > maxBytes;
  }

  /** One step of taking; `done`: the batch is as large as it may be, or nothing is left. */
  #advance(taken: Taken, { maxLines, maxBytes }: Limits): "more" | "done" {
    const segment = this.#shelf.from(this.#cursor.segment);
    if (segment === undefined) return "done";
    const isEmpty = taken.lines === 0;
    if (segment.number !== this.#cursor.segment || this.#cursor.frame >= segment.end) {
      const next = segment.number !== this.#cursor.segment ? segment : this.#shelf.from(segment.number + 1);
      // A batch ends with its segment, which can then be removed.
      if (next === undefined || !isEmpty) return "done";
      this.#pass(firstPlace(next.number, next.line));
      return "more";
    }
    const left = { maxLines: maxLines - taken.lines, maxBytes: maxBytes - taken.bytes };
    const step = this.#reader.step(segment, this.#cursor, left, isEmpty ? "at least one" : "possibly none");
    if (step.kind === "full") return "done";
    if (step.kind === "text") {
      taken.pieces.push(step.text);
      taken.lines += step.lines;
      taken.bytes += step.text.length;
      taken.since ??= step.time;
      this.#cursor = step.next;
      return taken.lines < maxLines && taken.bytes < maxBytes ? "more" : "done";
    }
    if (!isEmpty) return "done";
    if (step.kind === "damage") this.#pass(this.#damaged(segment, step));
    else this.#pass(step.next);
    return "more";
  }

  /** What stands at the cursor may be readable later; after a while, on a disk that can be written to, it is damage. */
  #unreadable(error: unknown): void {
    const segment = this.#shelf.from(this.#cursor.segment);
    this.#trouble(faultOf("what waits cannot be read", segment?.path ?? "", error));
    if (segment === undefined || !isLost(error)) return;
    const place = `${segment.number}:${this.#cursor.frame}`;
    if (this.#patience.failed(place, this.#options.now()) === "try again") return;
    // A disk that is not there at all has lost nothing.
    this.#saved = undefined;
    if (!this.#save()) return;
    if (segment === this.#shelf.written) this.#shelf.endSegment();
    this.#reader.giveUp(segment);
  }

  /** Counts and says damage, unless that was done when the spool was opened; returns the place behind it. */
  #damaged(
    segment: Segment,
    step: { readonly next: Place | "end"; readonly start: number; readonly end: number },
  ): Place {
    const behind = this.#shelf.from(segment.number + 1);
    const line = behind?.line ?? this.#line;
    const next =
      step.next === "end" ? { segment: segment.number, offset: segment.end, frame: segment.end, line } : step.next;
    const lost = next.line - this.#cursor.line;
    if (this.#ledger.lose(this.#cursor.line, lost) === "new") {
      this.#losses.damage(segment.path, step.start, step.end, lost);
    }
    return next;
  }

  /** Goes over what gives no line; when everything before it is acknowledged, it is too. */
  #pass(place: Place): void {
    const from = this.#cursor;
    this.#cursor = place;
    if (comparePlaces(from, this.#ledger.place) === 0) this.#settle(place);
    else this.#issued.pass(from, place);
  }

  #settle(place: Place): void {
    const before = this.#ledger.place.segment;
    this.#ledger.advance(place, "delivered");
    this.#issued.forget(this.#ledger.place);
    if (comparePlaces(this.#cursor, place) < 0) this.#cursor = place;
    this.#tidy();
    if (this.#ledger.place.segment === before) this.#saveSoon();
  }

  /** Where the acknowledged place is at the end of a segment, that segment goes; the last one only when it is large. */
  #tidy(): void {
    const { place } = this.#ledger;
    const segment = this.#shelf.from(place.segment);
    if (segment?.number === place.segment && place.offset >= segment.end) {
      const next = this.#shelf.from(place.segment + 1);
      const isWritten = segment === this.#shelf.written;
      if (next === undefined && isWritten && segment.size < this.#segmentBytes / 2 && !this.#isTight) return;
      this.#moveTo(next, "delivered");
    }
    const [first] = this.#shelf.segments;
    if (first === undefined || first.number >= this.#ledger.place.segment || !this.#save()) return;
    this.#remove();
    // Where removing had to come first, there is room for the state now.
    this.#save();
  }

  #moveTo(next: Segment | undefined, how: "delivered" | "dropped"): number {
    const place =
      next === undefined ? firstPlace(this.#shelf.nextNumber, this.#line) : firstPlace(next.number, next.line);
    if (next === undefined) this.#shelf.endSegment();
    const lines = this.#ledger.advance(place, how);
    this.#issued.forget(place);
    if (comparePlaces(this.#cursor, place) < 0) this.#cursor = place;
    return lines;
  }

  #isTimeForAnother(time: number): boolean {
    const { maxAge } = this.#options;
    const { size = 0, since = time } = this.#shelf.written ?? {};
    return size >= this.#segmentBytes || (maxAge !== undefined && time - since > maxAge / SEGMENTS);
  }

  /** A segment is dropped when the newest line in it is too old; a clock that steps back makes nothing older. */
  #dropOld(): void {
    const { maxAge, now } = this.#options;
    if (maxAge === undefined) return;
    const time = now();
    for (;;) {
      const segment = this.#shelf.from(this.#ledger.place.segment);
      if (segment?.newest === undefined || time - segment.newest <= maxAge) return;
      this.#drop(segment, "are older than `spool.max_age`");
    }
  }

  /** What is larger than the cap by itself is taken when nothing else waits: refused then, it would be refused for ever. */
  #makeRoom(bytes: number): void {
    const { folder, maxBytes, whenFull } = this.#options;
    if (this.#shelf.bytes + bytes <= maxBytes) return;
    if (whenFull === "refuse") {
      if (this.#ledger.waiting(this.#line) === 0) return;
      this.#refused = bytes;
      const expected = `at most ${maxBytes} bytes`;
      const found = `${this.#shelf.bytes} that wait, ${bytes} that come`;
      throw new WhofluxError("E_SINK", "the spool is full", {
        path: folder,
        expected,
        found,
        cure: "see why nothing is delivered, or raise `spool.max_size`",
      });
    }
    while (this.#shelf.bytes + bytes > maxBytes) {
      const segment = this.#shelf.from(this.#ledger.place.segment);
      if (segment === undefined) break;
      this.#drop(segment, "are dropped to keep within `spool.max_size`");
    }
  }

  /** Nothing of it is needed again: the numbers of lines tell what is gone, should the state not be saved. */
  #drop(segment: Segment, why: string): void {
    const lines = this.#moveTo(this.#shelf.from(segment.number + 1), "dropped");
    this.#save();
    this.#remove();
    if (lines > 0)
      this.#options.say({
        level: "W",
        text: renderError("E_SINK", `${counted(lines, "line")} ${why}`, { path: segment.path }),
      });
  }

  #remove(): void {
    this.#reader.close();
    try {
      this.#shelf.removeBefore(this.#ledger.place.segment);
    } catch (error) {
      this.#trouble(faultOf("what was delivered cannot be removed", this.#options.folder, error));
    }
  }

  #saveSoon(): void {
    this.#timer ??= setTimeout(() => this.#save(), SAVE_MS).unref();
  }

  /** Whether what is acknowledged is durable. */
  #save(): boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { kept } = this.#ledger;
    if (kept === this.#saved) return true;
    const path = acknowledgedPath(this.#options.folder);
    try {
      this.#files.save(path, acknowledgedForm, kept);
    } catch (error) {
      this.#trouble(faultOf("the state cannot be saved", path, error));
      if (!this.#isClosed) this.#saveSoon();
      // Only what was delivered may take the room that the state needs: if it had to stay, both would for ever.
      return isRoomMissing(error);
    }
    this.#saved = kept;
    this.#solve();
    return true;
  }

  #since(): number | undefined {
    const { place } = this.#ledger;
    const segment = this.#shelf.from(place.segment);
    if (segment === undefined) return undefined;
    if (segment.number !== place.segment) return segment.since;
    const probe = new Reader(this.#files);
    try {
      return probe.timeAt(segment, place) ?? segment.since;
    } catch {
      return segment.since;
    } finally {
      probe.close();
    }
  }

  #trouble(problem: WhofluxError): void {
    const isSaid = this.#problem?.message === problem.message;
    this.#problem = problem;
    if (isSaid) return;
    this.#options.say({ level: "W", about: this.#options.folder, text: problem.message });
  }

  #solve(): void {
    if (this.#problem === undefined) return;
    this.#problem = undefined;
    const { folder } = this.#options;
    this.#options.say({
      level: "I",
      about: folder,
      text: renderError("E_SINK", "the spool works again", { path: folder }),
    });
  }

  #grow(): void {
    this.#growth?.resolve();
    this.#growth = undefined;
  }
}

interface Taken {
  readonly pieces: Buffer[];
  lines: number;
  bytes: number;
  /** When the first was appended, in milliseconds since 1970; undefined: there is none. */
  since: number | undefined;
}

function growth(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settled) => {
    resolve = settled;
  });
  return { promise, resolve };
}
