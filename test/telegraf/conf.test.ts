import { existsSync, readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { collectOptions } from "../../src/commands/collect-options.ts";
import { execdOptions } from "../../src/commands/execd-options.ts";
import { collectorEntity, deliveryFields } from "../../src/model/collector-entity.ts";
import type { Entity } from "../../src/model/entity.ts";
import { eventEntity } from "../../src/model/event-entity.ts";
import { overviewEntity } from "../../src/model/overview-entity.ts";
import { sessionEntity } from "../../src/model/session-entity.ts";
import { program } from "../kit/cli.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { gatherExec } from "../kit/telegraf-exec.ts";
import { ExecdProcess } from "../kit/telegraf-execd.ts";
import { login, Machine } from "./machines.ts";

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const exec = text("telegraf/exec.conf");
const execd = text("telegraf/execd.conf");
const docs = text("docs/telegraf.md");

/** The words of the command that a line sets, without `whoflux` itself. */
function argumentsOf(conf: string, line: RegExp): readonly string[] {
  const [, value = ""] = line.exec(conf) ?? [];
  const words = [...value.matchAll(/"([^"]*)"/g)].flatMap(([, word = ""]) => word.split(" "));
  assert.is(words[0], "whoflux");
  return words.slice(1);
}

describe("the configuration files for Telegraf", (test) => {
  for (const [name, conf] of [
    ["exec.conf", exec],
    ["execd.conf", execd],
  ] as const) {
    test(`${name} is in the style of Telegraf's samples`, () => {
      const [first = "", table = "", ...lines] = conf.trimEnd().split("\n");
      assert.match(first, /^# [A-Z].*[^.]$/);
      assert.match(table, /^\[\[inputs\.execd?\]\]$/);
      for (const line of lines) assert.match(line, /^(?: {2}(?:## .*|(?:# )?\w+ = .*))?$/);
      const comments = lines.join("\n").match(/(?: {2}## .*\n)+/g) ?? [];
      assert.ok(comments.length > 4);
      for (const comment of comments) assert.match(comment.trimEnd(), /[.:?]$/);
    });

    test(`${name} is in the documentation as it is`, () => assert.ok(docs.includes(conf.trimEnd())));

    test(`${name} says that whoflux writes line protocol`, () => assert.match(conf, /^ {2}data_format = "influx"$/m));
  }

  test("exec.conf names one command in both of Telegraf's ways, and keeps the digits of a time", () => {
    const now = argumentsOf(exec, /^ {2}commands = \[\[(.*)\]\]$/m);
    assert.equal(now, ["collect"]);
    assert.equal(argumentsOf(exec, /^ {2}# commands = \[(".*")\]$/m), now);
    assert.match(exec, /^ {2}precision = "1us"$/m);
  });

  test("what they run, with the options that they propose, works", async () => {
    const machine = new Machine();
    machine.people([login("alice", "pts/0")]);
    const proposed = (conf: string): readonly string[] =>
      [...conf.matchAll(/add (".*")\.$/gm)]
        .filter(([, words = ""]) => words.includes("--events") || words.includes("--state"))
        .flatMap(([, words = ""]) => [...words.matchAll(/"([^"]*)"/g)].map(([, word = ""]) => word))
        .map((word) => (word.startsWith("/var/lib/telegraf/") ? machine.file("state") : word));
    assert.equal(proposed(exec), ["--events", "--state", machine.file("state")]);
    assert.equal(proposed(execd), ["--events", "--state", machine.file("state")]);
    const root = ["--root", machine.root];
    const collect = [program, ...argumentsOf(exec, /^ {2}commands = (.*)$/m), ...root, ...proposed(exec)];
    const gathered = await gatherExec([process.execPath, ...collect]);
    assert.equal([gathered.error, gathered.metrics[0]?.name], [undefined, "logon_session"]);
    const args = [program, ...argumentsOf(execd, /^ {2}command = (.*)$/m), ...root, ...proposed(execd)];
    const running = new ExecdProcess([process.execPath, ...args], "STDIN");
    await running.gather();
    await running.until(() => running.metrics.length > 2);
    assert.is((await running.stop()).code, 0);
    machine.remove();
  });
});

/** Fields of a line that Telegraf may see: what the daemon delivers does not go through it. */
function shownToTelegraf({ lineFields }: Entity): Entity["lineFields"] {
  return lineFields.filter(({ field }) => !deliveryFields.includes(field));
}

describe("docs/telegraf.md", (test) => {
  const metrics = docs.slice(docs.indexOf("## Metrics"), docs.indexOf("## Example Output"));

  /** The names in one list (`tags`, `fields`) of a measurement. */
  const listed = (measurement: string, list: string): readonly string[] => {
    const [, own = ""] = new RegExp(`^- ${measurement}: .*\\n((?: +- .*\\n)+)`, "m").exec(metrics) ?? [];
    const [, names = ""] = new RegExp(`^ {2}- ${list}:\\n((?: {4}- .*\\n)+)`, "m").exec(own) ?? [];
    return [...names.matchAll(/^ {4}- (\w+)/gm)].map(([, name = ""]) => name);
  };

  for (const entity of [sessionEntity, overviewEntity, collectorEntity, eventEntity] as readonly Entity[]) {
    test(`names the tags and fields of ${entity.measurement}`, () => {
      const keys = (list: readonly { readonly key: string }[]): string[] => list.map(({ key }) => key).sort();
      assert.equal([...listed(entity.measurement, "tags")].sort(), keys(entity.tags));
      assert.equal([...listed(entity.measurement, "fields")].sort(), keys(shownToTelegraf(entity)));
    });
  }

  test("has a type for each field, and it is the right one", () => {
    for (const entity of [sessionEntity, overviewEntity, collectorEntity, eventEntity] as readonly Entity[]) {
      for (const { key, field } of shownToTelegraf(entity)) {
        const kind = entity.fields.find(({ name }) => name === field)?.kind;
        const type = kind === "integer" || kind === "time" ? "integer" : kind === "boolean" ? "boolean" : "string";
        assert.match(metrics, new RegExp(`^ {4}- ${key} \\(${type}`, "m"), `${entity.measurement} ${key}`);
      }
    }
  });

  test("shows output that is well-formed, with names that there are", () => {
    const [, example = ""] = /## Example Output\n\n```text\n([\s\S]*?)```/.exec(docs) ?? [];
    const points = parseLineProtocol(example);
    const entities = new Map(
      [sessionEntity, overviewEntity, collectorEntity, eventEntity].map((entity) => [entity.measurement, entity]),
    );
    assert.equal(new Set(points.map(({ measurement }) => measurement)), new Set(entities.keys()));
    for (const { measurement, tags, fields } of points) {
      const entity = entities.get(measurement);
      const known = [...(entity?.tags ?? []), ...(entity?.lineFields ?? [])].map(({ key }) => key);
      for (const key of [...tags.keys(), ...fields.keys()]) assert.ok(known.includes(key), `${measurement} ${key}`);
    }
  });

  test("lists every option of collect and execd", () => {
    const section = docs.slice(docs.indexOf("### Options of whoflux"), docs.indexOf("## Behaviour"));
    const documented = [...section.matchAll(/^\| (`--.*?) \|/gm)].flatMap(([, cell = ""]) =>
      [...cell.matchAll(/--([a-z-]+)/g)].map(([, name = ""]) => name),
    );
    const real = new Set(
      [...collectOptions, ...execdOptions].map(({ name }) => name).filter((name) => name !== "help"),
    );
    assert.equal(new Set(documented), real);
  });

  test("links to files that exist", () => {
    const links = [...docs.matchAll(/\]\(((?!https?:)[^)#]+)\)/g)].map(([, path = ""]) => path);
    assert.ok(links.length > 0);
    const folder = new URL("../../docs/", import.meta.url);
    assert.equal(
      links.filter((link) => !existsSync(new URL(link, folder))),
      [],
    );
  });
});
