import type { FailedNames } from "../follow/follow-options.ts";
import type { Arguments } from "../model/arguments.ts";
import { WhofluxError } from "../model/error.ts";

const policies: readonly FailedNames[] = ["known", "hash", "all", "none"];

/** What `--failed-names` says. Throws E_USAGE for what is no policy. */
export function failedNamesOf({ values }: Arguments): FailedNames {
  const name = values.get("failed-names")?.[0] ?? "known";
  const policy = policies.find((known) => known === name);
  if (policy !== undefined) return policy;
  throw new WhofluxError("E_USAGE", "`--failed-names` names no policy", { expected: policies.join(", "), found: name });
}
