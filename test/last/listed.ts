import { spawnSync } from "node:child_process";
import { parseArguments } from "../../src/commands/arguments.ts";
import { LastOutput, listingStyle } from "../../src/commands/last-output.ts";
import { readOptions } from "../../src/commands/read-options.ts";
import type { Report } from "../../src/model/report.ts";
import { momentsOf } from "../../src/pair/moments.ts";
import { History } from "../../src/unix/history.ts";
import { expandInputs } from "../../src/unix/inputs.ts";
import { layouts } from "../../src/unix/layouts/index.ts";
import { createCore } from "../../src/wasm/core.ts";

/** How a listing is to be made. */
export interface Listed {
  readonly files: readonly string[];
  /** Options of `whoflux read --format last`. */
  readonly options?: readonly string[];
  /** TZ. */
  readonly zone?: string;
}

const core = createCore(layouts, "last");

/** What `whoflux read --format last` prints, made in this process. Words go to `said`. */
export async function listed({ files, options = [], zone = "UTC" }: Listed, said: string[] = []): Promise<string> {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    const given = parseArguments(readOptions, options);
    const report: Report = {
      skip: ({ reason }) => said.push(reason),
      fail: ({ message }) => said.push(message),
      notice: (message) => said.push(message),
    };
    const pieces: Buffer[] = [];
    const inputs = expandInputs(files, report.notice);
    const output = new LastOutput(core, inputs, { style: listingStyle(given), selection: null }, (bytes) =>
      pieces.push(Buffer.from(bytes)),
    );
    const layout = given.values.get("layout")?.[0];
    const reading = layout === undefined ? { stays: momentsOf } : { layout, stays: momentsOf };
    const paths = inputs.map(({ path }) => path);
    const history = new History(core, paths, reading, report);
    for (let rows = await history.next(); rows > 0; rows = await history.next()) output.write(rows, history.path);
    output.end();
    said.push(...output.leftOut());
    return Buffer.concat(pieces).toString("latin1");
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

/** What util-linux prints of a file. */
export function reallyListed(program: string, { files, options = [], zone = "UTC" }: Listed): string {
  const given = options.map((option) => option.replace("--full-times", "--fulltimes"));
  const { status, stdout, stderr } = spawnSync(program, [...given, ...files.flatMap((file) => ["-f", file])], {
    encoding: "latin1",
    maxBuffer: 1 << 30,
    env: { ...process.env, TZ: zone, LC_ALL: "C.UTF-8" },
  });
  if (status !== 0) throw new Error(`${program}: exit code ${status}: ${stderr}`);
  return stdout;
}
