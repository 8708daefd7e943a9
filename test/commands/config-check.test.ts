import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { inFolder } from "../kit/databases.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { check, config, nowhere } from "./configuring.ts";

const python = requireProgram("python3", "a standard input that does not wait");

describe("whoflux config --check", (test) => {
  test("says how many settings a sound file has", () =>
    inFolder((folder) => {
      const path = join(folder, "sound.toml");
      writeFileSync(path, 'influx.url = "http://127.0.0.1:8086"\ninflux.database = "logins"\nmachine.all = false\n');
      assert.equal(config(["--check", path]), {
        status: 0,
        stdout: `${path}: no problem found, 3 settings\n`,
        stderr: "",
      });
    }));

  test("tells every mistake, each on a line of its own, and nothing else", () => {
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

  test("tells line and column where a file is no TOML", () => {
    const { status, stderr } = check('[influx]\nurl = "http://h\n');
    assert.is(status, 2);
    assert.match(stderr, /^whoflux: standard input: line 2, column \d+: no TOML \(found [a-z -]+\)\n$/);
  });

  test("lets a variable have the secret, and hides no mistake behind one", () => {
    const file = 'influx.url = "http://127.0.0.1"\ninflux.user = "u"\n';
    const env = { WHOFLUX_INFLUX_PASSWORD: "s3cr3t" };
    assert.is(check(file).status, 2);
    assert.is(check(file, env).status, 0);
    const { status, stderr } = check(`${file}influx.timeout = "soon"\n`, { ...env, WHOFLUX_INFLUX_TIMEOUT: "5s" });
    assert.is(status, 2);
    assert.match(stderr, /^whoflux: standard input: influx\.timeout: .*found soon\)\n$/);
  });

  test("tells of files that are not there, cannot be read or are no text", () =>
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
  asRoot("tells of a file in it that this user cannot read", () =>
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
  withPython("waits for a standard input that was made not to wait", () => {
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

  test("tells no more than can be read of a file that is nonsense", () => {
    const { status, stderr } = check(Array.from({ length: 5000 }, (_, index) => `key${index} = 1\n`).join(""));
    assert.is(status, 2);
    assert.is(stderr.split("\n").length, 52);
    assert.match(stderr, /^whoflux: 4950 more problems like these$/m);
  });
});
