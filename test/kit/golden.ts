import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";

const folder = new URL("../../fixtures/golden/", import.meta.url);

/**
 * Compares a whole text with `fixtures/golden/<name>`; a difference is shown line by line.
 * `UPDATE=1 npm test` writes the file instead: its diff is the review. A missing file fails.
 */
export function compareGolden(name: string, actual: string): void {
  const path = fileURLToPath(new URL(name, folder));
  if (process.env.UPDATE === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  assert.fixture(actual, readFileSync(path, "utf8"));
}
