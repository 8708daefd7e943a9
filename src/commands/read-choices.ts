import { type CarViewName, isCarView } from "../formats/views.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";
import type { Platform } from "../model/platform.ts";
import { isFormatName, type OutputOptions } from "./record-output.ts";
import { isTerminal } from "./terminal.ts";

const STDOUT = 1;

/** What `--as` may be, and the WASM module that makes it. */
export const shapes = { records: "records", events: "stays", sessions: "stays", summary: "summary" } as const;
export type Shape = keyof typeof shapes;

/** What `--as` asks for; `otherwise` when there is none. Throws E_USAGE for what is nothing, and for options that do not go with it. */
export function shapeOf({ values }: Arguments, otherwise: Shape): Shape {
  const name = values.get("as")?.[0] ?? otherwise;
  if (!isShape(name)) {
    throw new WhofluxError("E_USAGE", "`--as` names nothing that records become", {
      expected: Object.keys(shapes).join(", "),
      found: name,
    });
  }
  if (shapes[name] === "stays" && values.has("type")) {
    throw new WhofluxError("E_USAGE", "`--type` chooses records, and none are shown", { cure: "leave out `--as`" });
  }
  if (name !== "summary" && values.has("top")) {
    throw new WhofluxError("E_USAGE", "`--top` is for a summary", { cure: "add `--as summary`" });
  }
  return name;
}

function isShape(name: string): name is Shape {
  return Object.hasOwn(shapes, name);
}

const selecting = ["since", "until", "user", "from", "line", "type"];

/** The compiled selection, null when every row is wanted. Its parsers are loaded when there is something to parse. */
export async function selectionOf({ values }: Arguments, platform: Platform = "unix"): Promise<Uint8Array | null> {
  if (!selecting.some((name) => values.has(name))) return null;
  const { compileSelection } = await import("../select/index.ts");
  return compileSelection(
    {
      since: values.get("since")?.[0],
      until: values.get("until")?.[0],
      user: values.get("user"),
      from: values.get("from"),
      line: values.get("line"),
      type: values.get("type"),
    },
    () => Date.now(),
    platform,
  );
}

/** Text of rows as it is to be: `view` where it is not their own. */
export interface Choice extends Omit<OutputOptions, "selection"> {
  readonly view?: CarViewName;
}

/** What `--format` and `--host` ask for. Throws E_USAGE for a format that is none, and for one that rows of a shape cannot have. */
export function formatOf({ values }: Arguments, shape: Shape): Choice {
  const given = values.get("format")?.[0];
  const computer = values.get("host")?.[0];
  const named = computer === undefined ? {} : { computer };
  if (isCarView(given)) {
    if (shape === "events") return { format: "jsonl", view: given, ...named };
    throw new WhofluxError("E_USAGE", `\`--format ${given}\` shows events only`, { cure: "leave out `--as`" });
  }
  const name = given ?? (isTerminal(STDOUT) ? "table" : "jsonl");
  if (name === "ossem") {
    throw new WhofluxError("E_USAGE", "`--format ossem` is for files of Windows events", {
      cure: "`--format car` is for logins of Unix too",
    });
  }
  if (!isFormatName(name)) {
    throw new WhofluxError("E_USAGE", "`--format` names no format", {
      expected: "line-protocol, jsonl, json, csv, table, utmpdump, last, car, car-legacy or ossem",
      found: name,
    });
  }
  if (name === "utmpdump" && shape !== "records") {
    throw new WhofluxError("E_USAGE", "`--format utmpdump` shows records only", { cure: "leave out `--as`" });
  }
  const width = name === "table" && isTerminal(STDOUT) ? process.stdout.columns : undefined;
  return { format: name, ...named, ...(width === undefined ? {} : { width }) };
}
