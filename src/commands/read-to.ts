import { say } from "../log.ts";
import type { Arguments } from "../model/arguments.ts";
import { millisecondsOf } from "../model/duration.ts";
import { WhofluxError } from "../model/error.ts";
import { expandInputs } from "../unix/inputs.ts";
import { configurationOf } from "./configuration.ts";
import { daemonSettings } from "./daemon-settings.ts";
import type { ExitCode } from "./exit-codes.ts";
import { influxTargetOf } from "./influx-target.ts";
import type { Outlet } from "./outlet.ts";
import { refuseAll } from "./refuse-all.ts";
import { stateFolderOf } from "./serve-state.ts";
import { ShipmentPlace } from "./shipment-place.ts";
import { sendAll } from "./shipping.ts";

/** Reads all files and writes their rows; called again when they must be sent from the beginning. */
type ReadFiles = (given: Arguments, outlet: Outlet) => Promise<ExitCode>;

/** `whoflux read --to influx`: rows go to a server, as line protocol. Throws E_USAGE for what cannot be meant. */
export async function readTo(given: Arguments, readFiles: ReadFiles): Promise<ExitCode> {
  const asked = asLineProtocol(given);
  const retryFor = retryForOf(given);
  const own = daemonSettings.filter(({ key }) => key.startsWith("influx.") || key === "state.directory");
  const others = daemonSettings.filter((setting) => !own.includes(setting));
  const { settled, words } = configurationOf(given, own, others);
  refuseAll(settled.problems);
  for (const { text } of words) say(text);
  const target = influxTargetOf(settled, ({ text }) => say(text));
  if (target === undefined) throw new WhofluxError("E_USAGE", "no server is named", { cure: "add `--influx-url URL`" });
  const paths = expandInputs(given.operands, () => {}).map(({ path }) => path);
  const place = new ShipmentPlace(stateFolderOf(settled), given, paths, target);
  try {
    const job = { target, retryFor, paths, place };
    for (;;) {
      const code = await sendAll(job, (outlet) => readFiles(asked, outlet));
      if (code !== "begin-anew") return code;
    }
  } finally {
    place.release();
  }
}

function asLineProtocol(given: Arguments): Arguments {
  const format = given.values.get("format")?.[0] ?? "line-protocol";
  if (format !== "line-protocol") {
    const facts = { expected: "line-protocol", found: format, cure: "leave out `--format`" };
    throw new WhofluxError("E_USAGE", "a server takes line protocol only", facts);
  }
  if (given.switches.has("explain")) {
    throw new WhofluxError("E_USAGE", "`--explain` shows no rows", { cure: "leave out `--to influx`" });
  }
  return { ...given, values: new Map([...given.values, ["format", [format]]]) };
}

function retryForOf({ values }: Arguments): number {
  const [text = "10m"] = values.get("retry-for") ?? [];
  const time = millisecondsOf(text);
  if (time !== undefined) return time;
  throw new WhofluxError("E_USAGE", "`--retry-for` is no time", { expected: "as in 30s, 10m, 2h, 7d", found: text });
}
