import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { readHouse } from "../architecture/sources.ts";
import { describe } from "../kit/suite.ts";

const script = readFileSync(new URL("../../.ci/run", import.meta.url), "utf8");

/** Programs that .ci/run looks for, each with the packages that bring it. */
const installed = new Map(
  [...(/^needed=\(\n([\s\S]*?)\n\)/m.exec(script)?.[1] ?? "").matchAll(/(?<=^|\s)'?([^\s:#']+):([\w.,+-]+)/g)].map(
    ([, program = "", packages = ""]) => [program.slice(program.lastIndexOf("/") + 1), packages] as const,
  ),
);

/** Programs that tests name where they ask for them; those in variables are not seen. */
function askedFor(text: string): readonly string[] {
  return [...text.matchAll(/\brequireProgram\(\s*"([\w.-]+)"/g)].map(([, name = ""]) => name);
}

describe(".ci/run", (test) => {
  test("installs every program that a test asks for by its name", () => {
    const asked = [...readHouse()]
      .filter(
        ([file]) => file.startsWith("test/") && !/^test\/(?:kit\/(?:samples|\w+\.test)|docs\/ci\.test)/.test(file),
      )
      .flatMap(([file, text]) => askedFor(text).map((name) => `${name} (${file})`));
    assert.ok(asked.length > 10);
    assert.equal(
      asked.filter((use) => !installed.has(use.split(" ")[0] ?? "")),
      [],
    );
  });

  test("is read as bash reads it: names, and paths by their last part", () => {
    assert.is(installed.get("promtool"), "prometheus");
    assert.is(installed.get("utempter"), "libutempter0");
    assert.is(installed.get("gcc"), "gcc,libc6-dev");
    assert.ok(!installed.has("no-such-program-anywhere"));
    assert.equal(askedFor('requireProgram("a", "b"); requireProgram(\n  "c-d")'), ["a", "c-d"]);
  });
});
