import type { Entity, Field } from "../model/entity.ts";
import type { Stays } from "./stays.ts";

/** A pipe takes as many bytes in one piece (PIPE_BUF of Linux): a line of that length is read whole or not at all. */
export const WHOLE_LINE = 4096;

/** Bytes of a line besides its texts: keys, numbers, words, an address, the time. */
const FIXED = 960;
/** Bytes that the escapes make of one byte, at worst: `\\xNN` in a string. */
const WORST = 5;

/** Bytes that are left of each text in a row that is too long; half of them where that is too long still, and so on. */
const room: Readonly<Record<string, number>> = {
  username: 64,
  domain: 32,
  line: 32,
  session: 64,
  src_host: 256,
  service: 32,
  uid: 72,
  kernel: 64,
  sources: 64,
  host: 64,
  reason: 64,
  logon_guid: 38,
  logon_process_name: 16,
  logon_id: 18,
  linked_logon_id: 18,
  logon_authentication_package_name: 24,
  source: 16,
  status: 16,
  path: 128,
  layout: 64,
  problem: 384,
};

/**
 * Cuts the texts of rows whose line might be longer than a pipe takes in one piece. No login file holds texts of such
 * length; what an attacker gives to logind or a database may be, or a
 * program says when it fails.
 */
export function cutToFit(stays: Stays, { fields }: Entity, rows: number): void {
  const texts = fields.filter(({ kind }) => kind === "text");
  for (let row = 0; row < rows; row++) {
    if (FIXED + sum(texts, ({ cell }) => stays.length(row, cell) * WORST) <= WHOLE_LINE) continue;
    for (let share = 1; !isFitting(stays, texts, row); share /= 2) {
      for (const { name, cell } of texts) stays.cut(row, cell, Math.floor((room[name] ?? 0) * share));
    }
  }
}

function isFitting(stays: Stays, texts: readonly Field[], row: number): boolean {
  return FIXED + sum(texts, ({ cell }) => escapedBytes(stays.text(row, cell))) <= WHOLE_LINE;
}

/** Bytes of a text in its escapes, at most; it has one character a byte. */
function escapedBytes(text: string): number {
  const plain = text.match(/[\w!#-+./:;<>?@[\]^`{|}~-]/g)?.length ?? 0;
  const quoted = text.match(/[ ",=]/g)?.length ?? 0;
  return plain + quoted * 2 + (text.length - plain - quoted) * WORST;
}

function sum(fields: readonly Field[], bytes: (field: Field) => number): number {
  return fields.reduce((total, field) => total + bytes(field), 0);
}
