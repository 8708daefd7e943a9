import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as assert from "uvu/assert";
import { type Finding, findFile, readFile } from "../../src/config/find-file.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

/** A folder with configuration files, each of which holds its own name. */
function withFiles(names: readonly string[], body: (at: (name: string) => string) => void): void {
  inFolder((folder) => {
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name);
    }
    body((name) => join(folder, name));
  });
}

const root = "etc/whoflux/whoflux.toml";
const xdg = "xdg/whoflux/whoflux.toml";
const home = "home/.config/whoflux/whoflux.toml";

describe("which configuration file is read", (test) => {
  const find = (at: (name: string) => string, finding: Partial<Finding> = {}) =>
    findFile({
      environment: { HOME: at("home"), XDG_CONFIG_HOME: at("xdg") },
      folders: [at("etc")],
      ...finding,
    })?.text;

  test("the one of --config, or else of WHOFLUX_CONFIG, before those in the usual places", () =>
    withFiles([root, xdg, "a", "b"], (at) => {
      const environment = { WHOFLUX_CONFIG: at("b") };
      assert.is(find(at, { flag: at("a"), environment }), "a");
      assert.is(find(at, { environment }), "b");
    }));

  test("root's own, else the user's, else none", () => {
    withFiles([root, xdg, home], (at) => assert.is(find(at), root));
    withFiles([root, xdg, home], (at) => assert.is(find(at, { folders: [] }), xdg));
    withFiles([xdg], (at) => assert.is(find(at), xdg));
    withFiles([home], (at) => assert.is(find(at), undefined));
    withFiles([home], (at) => assert.is(find(at, { environment: { HOME: at("home") } }), home));
    withFiles([], (at) => assert.is(find(at), undefined));
  });

  test("an XDG_CONFIG_HOME that is no absolute path is as if it were not there", () =>
    withFiles([home], (at) => {
      for (const XDG_CONFIG_HOME of ["", "relative", "./x"]) {
        assert.is(find(at, { environment: { HOME: at("home"), XDG_CONFIG_HOME } }), home);
      }
    }));

  test("without a home there is none, and no relative path is looked at", () =>
    withFiles([], (at) => assert.is(find(at, { environment: {}, folders: [] }), undefined)));

  test("an empty WHOFLUX_CONFIG names nothing", () =>
    withFiles([root], (at) => assert.is(find(at, { environment: { WHOFLUX_CONFIG: "" } }), root)));

  test("a named one that is not there is an error, and so is an empty name", () =>
    withFiles([root], (at) => {
      const missing = /missing: the configuration cannot be read \(found no such file\)$/;
      assert.throws(() => find(at, { flag: at("missing") }), missing);
      assert.throws(() => find(at, { environment: { WHOFLUX_CONFIG: at("missing") } }), missing);
      assert.throws(() => find(at, { flag: "" }), /^--config: names no file$/);
    }));

  test("one in a usual place that cannot be read is an error: what it says must not go unnoticed", () =>
    withFiles([home], (at) => {
      mkdirSync(at(root), { recursive: true });
      if (process.platform !== "win32") assert.throws(() => find(at), /cannot be read \(found a directory\)$/);
      writeFileSync(at("large"), "#".repeat(1024 * 1024 + 1));
      assert.throws(() => readFile(at("large"), "--config"), /found more than 1048576 bytes/);
    }));
});
