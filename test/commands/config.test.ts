import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { sampleOf } from "../../src/config/sample.ts";
import { program, type RunOptions, whoflux } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const python = requireProgram("python3", "a standard input that does not wait");

/** Nothing of the machine's own configuration. */
const nowhere = { HOME: "/nowhere", XDG_CONFIG_HOME: "", WHOFLUX_CONFIG: "" };

function config(args: readonly string[], { env, ...options }: RunOptions = {}) {
  const { status, stdout, stderr } = whoflux(["config", ...args], { ...options, env: { ...nowhere, ...env } });
  return { status, stdout: Buffer.from(stdout, "latin1").toString(), stderr };
}

const check = (input: string | Uint8Array, env: Readonly<Record<string, string>> = {}) =>
  config(["--check", "-"], { input, env });

describe("whoflux config", (test) => {
  test("prints the sample, in which --check finds no problem", () => {
    const { status, stdout, stderr } = config([]);
    assert.equal({ status, stdout, stderr }, { status: 0, stdout: sampleOf(daemonSettings), stderr: "" });
    assert.equal(check(stdout), { status: 0, stdout: "standard input: no problem found, 0 settings\n", stderr: "" });
  });

  test("--check says how many settings a sound file has", () =>
    inFolder((folder) => {
      const path = join(folder, "sound.toml");
      writeFileSync(path, 'influx.url = "http://127.0.0.1:8086"\ninflux.database = "logins"\nmachine.all = false\n');
      assert.equal(config(["--check", path]), {
        status: 0,
        stdout: `${path}: no problem found, 3 settings\n`,
        stderr: "",
      });
    }));

  test("--check tells every mistake, each on a line of its own, and nothing else", () => {
    const { status, stdout, stderr } = check(
      '[influx]\nurl = "localhost:8086"\ntokn = "s3cr3t"\nuser = "u"\n[schedule]\nsnapshot = "often\\u001b[2J"\n[x]\n',
    );
    assert.equal([status, stdout], [2, ""]);
    const lines = stderr.trimEnd().split("\n");
    assert.is(lines.length, 5, stderr);
    for (const key of ["x", "influx.tokn", "influx.url", "schedule.snapshot", "influx.user"]) {
      assert.is(lines.filter((line) => line.startsWith(`whoflux: standard input: ${key}: `)).length, 1, key);
    }
    assert.match(stderr, /found often\\x1b\[2J\)/);
  });

  test("--check tells line and column where a file is no TOML", () => {
    const { status, stderr } = check('[influx]\nurl = "http://h\n');
    assert.is(status, 2);
    assert.match(stderr, /^whoflux: standard input: line 2, column \d+: no TOML \(found [a-z -]+\)\n$/);
  });

  test("--check lets a variable have the secret, and hides no mistake behind one", () => {
    const file = 'influx.url = "http://127.0.0.1"\ninflux.user = "u"\n';
    const env = { WHOFLUX_INFLUX_PASSWORD: "s3cr3t" };
    assert.is(check(file).status, 2);
    assert.is(check(file, env).status, 0);
    const { status, stderr } = check(`${file}influx.timeout = "soon"\n`, { ...env, WHOFLUX_INFLUX_TIMEOUT: "5s" });
    assert.is(status, 2);
    assert.match(stderr, /^whoflux: standard input: influx\.timeout: .*found soon\)\n$/);
  });

  test("--check tells of files that are not there, cannot be read or are no text", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "directory"));
      assert.match(config(["--check", join(folder, "missing")]).stderr, /missing: .*no such file/);
      if (process.platform !== "win32") {
        assert.match(config(["--check", join(folder, "directory")]).stderr, /directory: .*a directory/);
      }
      assert.match(check(Uint8Array.of(0x5a, 0xeb)).stderr, /standard input: .*no UTF-8/);
      assert.match(config(["--check", ""]).stderr, /^whoflux: --check: names no file\n$/);
    }));

  const asRoot = process.geteuid?.() === 0 ? test : test.skip;
  asRoot("--check tells of a file in it that this user cannot read", () =>
    inFolder((folder) => {
      const path = join(folder, "ca.pem");
      writeFileSync(path, "");
      chmodSync(path, 0o600);
      chmodSync(folder, 0o755);
      const input = `influx.url = "https://h"\ninflux.ca_file = ${JSON.stringify(path)}\n`;
      const { status, stderr } = config(["--check", "-"], { input, uid: 65534 });
      const found = `(expected a file that can be read, found ${path})`;
      assert.equal([status, stderr], [2, `whoflux: standard input: influx.ca_file: not a possible value ${found}\n`]);
    }),
  );

  const withPython = python === undefined ? test.skip : test;
  withPython("--check waits for a standard input that was made not to wait", () => {
    const without =
      "import fcntl, os, sys; fcntl.fcntl(0, fcntl.F_SETFL, os.O_NONBLOCK); os.execv(sys.argv[1], sys.argv[1:])";
    const script = "sleep 0.3; echo \"influx.timeout = '5s'\"";
    const { status, stdout } = spawnSync(
      "sh",
      [
        "-c",
        `{ ${script}; } | "$0" -c "$1" "$2" "$3" config --check -`,
        python ?? "",
        without,
        process.execPath,
        program,
      ],
      { encoding: "utf8", timeout: 20_000, env: { ...process.env, ...nowhere } },
    );
    assert.equal([status, stdout], [0, "standard input: no problem found, 1 setting\n"]);
  });

  test("--check tells no more than can be read of a file that is nonsense", () => {
    const { status, stderr } = check(Array.from({ length: 5000 }, (_, index) => `key${index} = 1\n`).join(""));
    assert.is(status, 2);
    assert.is(stderr.split("\n").length, 52);
    assert.match(stderr, /^whoflux: 4950 more problems like these$/m);
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
