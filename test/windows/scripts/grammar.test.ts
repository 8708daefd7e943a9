import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { greetingText, logonsText } from "../../../src/windows/child/one-shot-text.ts";
import { pieces, script } from "../../../src/windows/scripts/script.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import * as known from "./windows-powershell.ts";

/** A program as PowerShell's own parser sees it. */
interface Walked {
  readonly errors: readonly string[];
  readonly nodes: readonly string[];
  readonly kinds: readonly string[];
  readonly conditional: number;
  readonly background: number;
  readonly commands: readonly { readonly name: string; readonly parameters: readonly string[] }[];
  readonly types: readonly string[];
  readonly members: readonly string[];
  readonly functions: readonly string[];
  readonly tree: readonly string[];
}

const walker = fileURLToPath(new URL("./walk.ps1", import.meta.url));

function walk(pwsh: string, texts: readonly string[]): readonly Walked[] {
  const { stdout, stderr } = spawnSync(pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", walker], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What of it Windows PowerShell 5.1 does not have, as far as our lists go. A command called by `&` has no name. */
function offences({ functions, ...walked }: Walked): readonly string[] {
  const unknown = (what: string, names: readonly string[], list: readonly string[]): readonly string[] =>
    names.filter((name) => !list.includes(name)).map((name) => `${what} ${name}`);
  return [
    ...walked.errors.map((error) => `error ${error}`),
    ...unknown("node", walked.nodes, known.nodes),
    ...walked.kinds.filter((kind) => known.newerTokens.includes(kind)).map((kind) => `token ${kind}`),
    ...(walked.conditional > 0 ? ["a null-conditional member"] : []),
    ...(walked.background > 0 ? ["a pipeline in the background"] : []),
    ...walked.commands.flatMap(({ name, parameters }) => {
      if (name === "" || functions.includes(name)) return [];
      const allowed = known.commands[name];
      if (allowed === undefined) return [`command ${name}`];
      return unknown(`parameter ${name}`, parameters, allowed);
    }),
    ...unknown("type", walked.types, known.types),
    ...unknown("member", walked.members, known.members),
  ];
}

const samples: readonly (readonly [text: string, offence: string])[] = [
  ["$a ? 1 : 2", "node TernaryExpressionAst"],
  ["$a ? 1 : 2", "token QuestionMark"],
  ["$a ?? 2", "token QuestionQuestion"],
  ["$a ??= 2", "token QuestionQuestionEquals"],
  ["$" + "{a}?.b", "token QuestionDot"],
  ["$" + "{a}?.b", "a null-conditional member"],
  ["$" + "{a}?[0]", "token QuestionLBracket"],
  ["1 && 2", "node PipelineChainAst"],
  ["1 || 2", "token OrOr"],
  ["Get-CimInstance -ClassName x &", "a pipeline in the background"],
  ["function f { process { 1 } clean { 2 } }", "token Clean"],
  ["using namespace System", "node UsingStatementAst"],
  ["class A { [int] $b }", "node TypeDefinitionAst"],
  ["enum A { b }", "node TypeDefinitionAst"],
  ["if (", "error IfStatementMissingCondition"],
  ["ConvertFrom-Json -InputObject x -AsHashtable", "parameter ConvertFrom-Json AsHashtable"],
  ["Get-Error", "command Get-Error"],
  ["ForEach-Object -Parallel { 1 }", "parameter ForEach-Object Parallel"],
  ["[Half] 1", "type Half"],
  ["[Environment]::ProcessPath", "member Environment::ProcessPath"],
  ["[string]::new('a')", "member string::new"],
];

const pwsh = requirePowerShell("that the programs use only what Windows PowerShell 5.1 has");
if (pwsh !== undefined) {
  describe("Windows PowerShell 5.1", (test) => {
    const texts = [script, greetingText, logonsText];
    let walked: readonly Walked[] = [];
    test.before(() => {
      walked = walk(pwsh, texts);
    });

    test("has everything that the child's program uses", () => {
      assert.equal(offences(walked[0] as Walked), []);
    });

    test("has everything that the programs under a policy use", () => {
      assert.equal(walked.slice(1).flatMap(offences), []);
    });

    test("is not credited with anything that no program uses", () => {
      const seen = walked.flatMap(({ types, members, nodes }) => [...types, ...members, ...nodes]);
      const listed = [...known.types, ...known.members, ...known.nodes];
      assert.equal(
        listed.filter((name) => !seen.includes(name)),
        [],
      );
      const called = walked.flatMap(({ commands }) => commands);
      for (const [name, parameters] of Object.entries(known.commands)) {
        const calls = called.filter((call) => call.name === name);
        assert.ok(calls.length > 0, name);
        for (const parameter of parameters) assert.ok(calls.some((call) => call.parameters.includes(parameter)));
      }
    });

    test("sees the same program before it is minified as after", () => {
      const [whole] = walk(pwsh, [pieces.join("")]);
      assert.ok((whole?.tree.length ?? 0) > 1000);
      assert.is(whole?.tree.join("\n"), walked[0]?.tree.join("\n"));
    });

    test("does not have what is newer: each sample is seen", () => {
      const seen = walk(
        pwsh,
        samples.map(([text]) => text),
      );
      samples.forEach(([text, offence], index) => {
        const found = offences(seen[index] as Walked);
        assert.ok(found.includes(offence), `${text}: ${found.join("; ")}`);
      });
    });
  });
}
