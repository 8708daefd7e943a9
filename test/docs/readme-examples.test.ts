import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { onTerminal } from "../kit/terminal.ts";
import { section } from "./markdown.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const sample = join(root, "fixtures/hosts/sample/var/log");
const script = requireProgram("script", "the session at the top of the README");

/** The first block of a language in a text. */
function block(text: string, language: string): string {
  const [, found] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(text) ?? [];
  if (found === undefined) throw new Error(`there is no block of ${language}`);
  return found;
}

/** A session as its commands, each with what it showed. */
function steps(session: string): readonly (readonly [command: string, output: string])[] {
  return session
    .split(/^\$ /m)
    .slice(1)
    .map((step) => [step.slice(0, step.indexOf("\n")), step.slice(step.indexOf("\n") + 1)]);
}

/** Where the commands of the README have led so far: its sessions follow each other. */
let folder = root;

/** Runs the commands of a session. */
function compare(script: string, session: ReturnType<typeof steps>): void {
  for (const [command, output] of session) {
    if (command.startsWith("cd ")) {
      folder = join(root, command.replace("cd ", ""));
      continue;
    }
    const whole = `cd "${folder}"; whoflux() { "${process.execPath}" "${program}" "$@"; }; ${command}`;
    assert.is(onTerminal(script, 100, whole, {}).screen, output, command);
  }
}

describe("the examples of the README", (test) => {
  const sessions = [...readme.matchAll(/```console\n(.*?)```/gs)]
    .map(([, session = ""]) => steps(session))
    .filter(([[command = ""] = []]) => /^(?:cd|whoflux) /.test(command) && !command.includes("npm"));
  assert.ok(sessions.length > 2);

  for (const [number, session] of sessions.entries()) {
    const sentence = `session ${number + 1} is what a terminal of 100 columns shows`;
    if (script === undefined || process.platform !== "linux") test.skip(sentence);
    else test(sentence, () => compare(script, session));
  }

  test("the library's runs as it stands", () => {
    const code = block(section(readme, "Library"), "ts");
    const here = code
      .replace('"whoflux"', JSON.stringify(new URL("../../dist/index.js", import.meta.url).href))
      .replace("/var/log/wtmp*", `${sample}/wtmp*`)
      .replace("-7d", "2026-01-29");
    assert.is(here.match(/dist|sample|2026-01-29/g)?.length, 3);
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", here], { encoding: "utf8" });
    assert.is(stderr, "");
    assert.match(stdout, /^17696\d{11}n \w+ [\w.:()%]+\n/);
  });
});
