import fc from "fast-check";
import * as assert from "uvu/assert";
import { parseSessionFile } from "../../src/sources/session-file.ts";
import { seedOfRun } from "../kit/random.ts";
import { describe } from "../kit/suite.ts";

/** As systemd's newer writer has it: quoted where a shell would need it. */
function shellLine(key: string, value: string): string {
  const needsQuotes = [...value].some((character) => /[\s"'\\`$*?[\]<>;&!|()#{}~]/.test(character) || character < " ");
  return needsQuotes ? `${key}="${value.replaceAll(/["\\`$]/g, "\\$&")}"\n` : `${key}=${value}\n`;
}

/** As its older writer has it: C escapes, never quoted. */
function escapedLine(key: string, value: string): string {
  const escaped = value.replaceAll(/[\\"']|[^ -~]/g, (character) => {
    const code = character.charCodeAt(0);
    if (/[\\"']/.test(character)) return `\\${character}`;
    if (character === "\n") return "\\n";
    return code > 0x7e ? `\\${code.toString(8).padStart(3, "0")}` : `\\x${code.toString(16).padStart(2, "0")}`;
  });
  return `${key}=${escaped}\n`;
}

/** Any bytes but NUL, which no text of logind's holds. */
const anyText = fc
  .uint8Array({ max: 255, min: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString("latin1"));

describe("a session's file", (test) => {
  test("bare values are themselves, comments and other lines are passed over", () => {
    const text = "# private\nUID=1000\n\nnot a key\nTTY=pts/0\nlower=no\nSTATE=active";
    assert.equal(
      [...parseSessionFile(text)],
      [
        ["UID", "1000"],
        ["TTY", "pts/0"],
        ["STATE", "active"],
      ],
    );
  });
  test("quoted values hold what a shell would read, line breaks included", () => {
    const text = 'REMOTE_HOST="a \\"b\\" \\$c \\\\ \\`d\\` \\n\nSTATE=closing\n"\nSTATE=active\n';
    assert.equal(
      [...parseSessionFile(text)],
      [
        ["REMOTE_HOST", 'a "b" $c \\ `d` \\n\nSTATE=closing\n'],
        ["STATE", "active"],
      ],
    );
  });
  test("C escapes are the bytes that they stand for", () => {
    assert.is(
      parseSessionFile("SERVICE=a\\x20b\\sc\\td\\\\e\\\"f\\'g\\303\\251\n").get("SERVICE"),
      "a b c\td\\e\"f'g\xc3\xa9",
    );
  });
  test("a quote that nobody closes ends with its line", () => {
    assert.equal(
      [...parseSessionFile('TTY="pts/0\nSTATE=active\n')],
      [
        ["TTY", '"pts/0'],
        ["STATE", "active"],
      ],
    );
  });
  for (const [name, write] of [["a shell's way", shellLine] as const, ["C escapes", escapedLine] as const]) {
    test(`whatever a host is called, in ${name} it comes back whole and forges no key`, () => {
      const property = fc.property(anyText, anyText, (host, service) => {
        const text = `UID=1\n${write("REMOTE_HOST", host)}${write("SERVICE", service)}STATE=active\n`;
        const values = parseSessionFile(text);
        assert.equal([...values.keys()], ["UID", "REMOTE_HOST", "SERVICE", "STATE"]);
        assert.equal([values.get("REMOTE_HOST"), values.get("SERVICE")], [host, service]);
      });
      fc.assert(property, { seed: seedOfRun(), numRuns: 400 });
    });
  }
  test("any bytes are read in time, whatever they are", () => {
    for (const text of ['A="'.repeat(20_000), "\\".repeat(60_000), `A="${"\\".repeat(60_000)}`, "A".repeat(60_000)]) {
      parseSessionFile(text);
    }
  });
});
