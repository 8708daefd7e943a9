import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { sampleOf } from "../../src/config/sample.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { check, config } from "./configuring.ts";

describe("whoflux config", (test) => {
  test("prints the sample, in which --check finds no problem", () => {
    const { status, stdout, stderr } = config([]);
    assert.equal({ status, stdout, stderr }, { status: 0, stdout: sampleOf(daemonSettings), stderr: "" });
    assert.equal(check(stdout), { status: 0, stdout: "standard input: no problem found, 0 settings\n", stderr: "" });
  });

  test("--show is TOML of what holds, by whom, from --config and the environment", () =>
    inFolder((folder) => {
      const path = join(folder, "a.toml");
      writeFileSync(path, 'influx.url = "http://127.0.0.1:8086"\ninflux.timeout = "5s"\n');
      chmodSync(path, 0o600);
      const env = { WHOFLUX_INFLUX_TIMEOUT: "6s", WHOFLUX_SELECT_USER: "!a,b" };
      const named = config(["--show", "--config", path], { env });
      assert.equal([named.status, named.stderr], [0, ""]);
      assert.match(named.stdout, /^timeout = "6s" {2}# WHOFLUX_INFLUX_TIMEOUT$/m);
      assert.ok(named.stdout.includes(`url = "http://127.0.0.1:8086"  # ${path}: influx.url\n`));
      assert.equal((parse(named.stdout).select as Record<string, unknown>).user, ["!a", "b"]);
      assert.equal(config(["--show"], { env: { ...env, WHOFLUX_CONFIG: path } }), named);
      assert.equal(check(named.stdout).status, 0);
    }));

  test("--show refuses what cannot be, and a configuration that is not there", () => {
    assert.match(config(["--show"], { env: { WHOFLUX_MACHINE_ROOT: "/nowhere" } }).stderr, /found \/nowhere\)\n$/);
    assert.match(
      config(["--show"], { env: { WHOFLUX_CONFIG: "/nowhere.toml" } }).stderr,
      /nowhere\.toml: .*no such file/,
    );
    assert.match(
      config(["--show"], { env: { WHOFLUX_INFLUX_TOKN: "s3cr3t" } }).stderr,
      /did you mean WHOFLUX_INFLUX_TOKEN\?\n$/,
    );
  });

  const withModes = process.platform === "win32" ? test.skip : test;
  withModes("--show warns of a secret in a file that everybody can read", () =>
    inFolder((folder) => {
      const path = join(folder, "a.toml");
      writeFileSync(path, 'influx.token = "s3cr3t"\n');
      chmodSync(path, 0o644);
      const { status, stderr } = config(["--show", "--config", path]);
      assert.equal(
        [status, stderr],
        [0, `whoflux: ${path}: every user of this machine can read influx.token in it; chmod o-r it\n`],
      );
      chmodSync(path, 0o640);
      assert.is(config(["--show", "--config", path]).stderr, "");
    }),
  );

  test("a command line that cannot be meant is wrong usage", () => {
    for (const args of [["file"], ["--check", "-", "--show"], ["--check", "-", "--config", "x"], ["--config", "x"]]) {
      const { status, stdout, stderr } = config(args);
      assert.equal([status, stdout], [2, ""]);
      assert.match(stderr, /^whoflux: .+\n$/);
    }
  });

  test("no secret is in any output, wherever it was put and whatever is wrong with it", () =>
    inFolder((folder) => {
      const secretFile = join(folder, "token");
      writeFileSync(secretFile, "s3cr3t\0\n");
      const files = [
        'influx.proxy = "http://user:s3cr3t@proxy.example:99999"',
        'influx.proxy = "http://user:s3cr3t"',
        'influx.url = "http://user:s3cr3t@server.example"',
        'influx.url = "http://server.example/write?u=user&p=s3cr3t"',
        "influx.token = ['s3cr3t']",
        "token = 's3cr3t'",
        "influx = 's3cr3t'",
        "influx.token = 's3cr3t",
        "influx.token = s3cr3t",
        "influx.token = 's3cr3t' x",
        `influx.url = "http://h"\ninflux.token_file = ${JSON.stringify(secretFile)}`,
        "influx.url = 'http://h'\ninflux.token = 's3cr3t'\ninflux.user = 'u'\ninflux.password = 's3cr3t'",
      ];
      const path = join(folder, "a.toml");
      for (const text of files) {
        writeFileSync(path, text);
        const { stdout, stderr } = config(["--check", path]);
        assert.not((stdout + stderr).includes("s3cr3t"), `${text}\n${stdout}${stderr}`);
      }
      const { status, stdout, stderr } = config(["--show", "--config", path]);
      assert.is(status, 0);
      assert.match(stdout, /^password = "\(set\)"/m);
      assert.not((stdout + stderr).includes("s3cr3t"));
    }));
});
