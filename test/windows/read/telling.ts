import * as assert from "uvu/assert";
import { type Run, whoflux } from "../../kit/cli.ts";
import { document, morning, withFiles } from "./scene.ts";

/** A line of JSON Lines. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a run that went well. */
export function rowsOf({ status, stdout, stderr }: Run): readonly Row[] {
  assert.is(status, 0, stderr);
  const lines = Buffer.from(stdout, "latin1").toString("utf8").split("\n");
  assert.is(lines.pop(), "");
  return lines.map((line) => JSON.parse(line) as Row);
}

/** What the program says of events, which it reads from a file. */
export function read(args: readonly string[], events = morning): Promise<Run> {
  return withFiles({ "Security.xml": document(events) }, (folder) =>
    whoflux(["read", ...args, `${folder}/Security.xml`]),
  );
}

/** Some cells of each row. */
export const pick = (rows: readonly Row[], ...names: readonly string[]): unknown[][] =>
  rows.map((row) => names.map((name) => row[name]));
