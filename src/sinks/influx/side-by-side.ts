import { cutOf } from "../../model/whole-lines.ts";
import type { Refused, WriteOutcome } from "./outcome.ts";

/** Lines and bytes of one request. */
export const requestLimits = { maxLines: 5000, maxBytes: 1024 * 1024 } as const;

/** Whole lines that are one request. */
export interface Piece {
  readonly text: Uint8Array;
  readonly lines: number;
}

/** Cuts whole lines into requests. */
export function piecesOf(text: Uint8Array): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const { bytes, lines } = cutOf(text.subarray(at), requestLimits.maxLines, requestLimits.maxBytes);
    // A last line without its LF.
    const end = bytes === 0 ? text.length : at + bytes;
    pieces.push({ text: text.subarray(at, end), lines: Math.max(lines, 1) });
    at = end;
  }
  return pieces;
}

/**
 * Sends pieces, as many at once as there are senders, and makes one outcome of theirs. When one has to wait, what is not
 * under way yet waits too, unsent.
 */
export async function sideBySide(
  pieces: readonly Piece[],
  senders: readonly ((piece: Piece) => Promise<WriteOutcome>)[],
): Promise<WriteOutcome> {
  const outcomes: WriteOutcome[] = [];
  let next = 0;
  let isOver = false;
  const work = async (send: (piece: Piece) => Promise<WriteOutcome>): Promise<void> => {
    while (!isOver) {
      const index = next++;
      const piece = pieces[index];
      if (piece === undefined) return;
      const outcome = await send(piece);
      outcomes[index] = outcome;
      if (outcome.kind === "later") isOver = true;
    }
  };
  await Promise.all(senders.map(work));
  return together(pieces, outcomes);
}

/** `outcomes`: of the pieces, with holes where one was not sent. */
function together(pieces: readonly Piece[], outcomes: readonly WriteOutcome[]): WriteOutcome {
  const [only] = outcomes;
  if (pieces.length === 1 && only !== undefined) return only;
  const told = pieces.map((_, index) => outcomes[index]);
  const refused: Refused[] = told.flatMap((outcome) => outcome?.refused ?? []);
  const late = told.filter((outcome) => outcome?.kind === "later");
  const first = late.find(({ nature }) => nature === "configuration") ?? late[0];
  if (first === undefined) {
    return { kind: "stored", lines: told.reduce((sum, outcome) => sum + (outcome?.lines ?? 0), 0), refused };
  }
  const waiting = pieces.flatMap((piece, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return [piece];
    return outcome.kind === "later" ? [{ text: outcome.rest, lines: outcome.lines }] : [];
  });
  const retryAfter = Math.max(...late.map((outcome) => outcome.retryAfter ?? 0));
  return {
    kind: "later",
    nature: first.nature,
    reason: first.reason,
    ...(retryAfter > 0 ? { retryAfter } : {}),
    rest: Buffer.concat(waiting.map(({ text }) => text)),
    lines: waiting.reduce((sum, { lines }) => sum + lines, 0),
    refused,
  };
}
