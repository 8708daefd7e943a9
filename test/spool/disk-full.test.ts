import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const program = fileURLToPath(new URL("./filling.ts", import.meta.url));

interface Outcome {
  readonly refused: readonly string[];
  readonly kept: number;
  readonly found: readonly string[];
  readonly again: string;
}

/** Fills a spool until the disk refuses; `shell` prepares the place, with the program's words as "$@". */
function fill(shell: string, folder: string): Outcome {
  const words = [process.execPath, "--import", "tsx", program, folder];
  const child = spawnSync("sh", ["-c", shell, "sh", ...words], { encoding: "utf8", timeout: 50_000 });
  assert.is(child.status, 0, child.stderr);
  return JSON.parse(child.stdout) as Outcome;
}

/** Whether this user may mount in a namespace of its own; containers mostly forbid it. */
const canMount = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs none /mnt"]).status === 0;

function mustHaveHeld({ refused, kept, found, again }: Outcome, reason: RegExp): void {
  assert.match(refused[0] ?? "", reason);
  assert.is(found.length, kept);
  assert.equal(
    found,
    found.map((_, index) => `x=${index}`),
  );
  assert.is(again, "x=again");
}

describe("a spool on a disk that is really full", (test) => {
  test("keeps what it took when a file may not grow, and goes on with another", () =>
    inFolder((folder) => {
      // Blocks of 512 bytes.
      const outcome = fill('ulimit -f 400 && exec "$@"', folder);
      mustHaveHeld(outcome, /lines cannot be kept \(found EFBIG.*raise the limit on the size of files/);
    }));

  const full = "keeps what it took when there is no room, and goes on when there is";
  if (canMount) {
    test(full, () =>
      inFolder((folder) => {
        const outcome = fill(
          `unshare -rm sh -c 'mount -t tmpfs -o size=400k none "$0" && exec "$@"' "${folder}" "$@"`,
          folder,
        );
        mustHaveHeld(outcome, /lines cannot be kept \(found ENOSPC.*make room there/);
      }),
    );
  } else test.skip(full);
});
