import { chmodSync } from "node:fs";
import { missing } from "../kit/require.ts";

const NOBODY = 65534;

/**
 * Runs `body` as a user without rights in a root whose `closed` file or directory nobody may read; says what stays
 * untested on systems that have no such rights.
 */
export async function asNobody(
  root: string,
  closed: string,
  untested: string,
  body: () => Promise<void>,
): Promise<void> {
  if (process.geteuid === undefined || process.seteuid === undefined) return missing("rights of files", untested);
  chmodSync(root, 0o755);
  chmodSync(`${root}/${closed}`, 0o000);
  const user = process.geteuid();
  if (user === 0) process.seteuid(NOBODY);
  try {
    await body();
  } finally {
    process.seteuid(user);
    chmodSync(`${root}/${closed}`, 0o755);
  }
}
