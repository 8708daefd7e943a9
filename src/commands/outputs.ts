import type { Settled } from "../config/layers.ts";

/** Places that lines can go to. */
export type Output = "stdout" | "influx";

/** Where lines go, each place once: what was said, or else the server whose address is known, or else stdout. */
export function outputsOf({ values }: Pick<Settled, "values">): readonly Output[] {
  const said = values.get("to") ?? [];
  const outputs = (["stdout", "influx"] as const).filter((output) => said.includes(output));
  if (outputs.length > 0) return outputs;
  return values.has("influx-url") ? ["influx"] : ["stdout"];
}
