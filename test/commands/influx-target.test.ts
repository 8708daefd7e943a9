import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { influxTargetOf, readTarget } from "../../src/commands/influx-target.ts";
import { settle } from "../../src/config/layers.ts";
import { tomlText } from "../../src/config/toml-text.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const nothing = { switches: new Set<string>(), values: new Map<string, readonly string[]>(), operands: [] };

/** The server of a configuration file's `[influx]`, with what else is said. */
const read = (influx: string, environment: Record<string, string> = {}) =>
  readTarget(settle(daemonSettings, nothing, environment, { path: "FILE", text: `[influx]\n${influx}\n` }));
const problems = (influx: string, environment: Record<string, string> = {}) =>
  read(influx, environment).problems.map(({ message }) => message);
const words = (influx: string) => read(influx).words.map(({ text }) => text);

const url = 'url = "http://127.0.0.1:8086"';

describe("the server that settings describe", (test) => {
  test("is none when nothing is said of one, and lines go to stdout", () =>
    assert.equal(read(""), { problems: [], words: [] }));

  test("has an address, and the standards", () =>
    assert.equal(read(url).target, {
      url: "http://127.0.0.1:8086",
      version: "auto",
      tls: {},
      compression: "gzip",
      timeout: 10_000,
    }));

  test("has everything that is said", () => {
    const said = `${url}\nversion = 1\ndatabase = "logins"\nretention_policy = "year"\nuser = "u"\npassword = "p"
      proxy = "http://a:b@proxy.example:3128"\ncompression = "none"\ntimeout = "1m30s"`;
    assert.equal(read(said).target, {
      url: "http://127.0.0.1:8086",
      version: "1",
      database: "logins",
      retentionPolicy: "year",
      user: "u",
      password: "p",
      tls: {},
      proxy: "http://a:b@proxy.example:3128",
      compression: "none",
      timeout: 90_000,
    });
  });

  test("has the token of a file, and a word is said when everybody can read it", () =>
    inFolder((folder) => {
      const path = join(folder, "token");
      writeFileSync(path, "t0ken\n");
      const said = `${url}\norg = "o"\nbucket = "b"\ntoken_file = ${JSON.stringify(path)}`;
      chmodSync(path, 0o600);
      assert.is(read(said).target?.token, "t0ken");
      assert.equal(words(said), []);
      if (process.platform === "win32") return;
      chmodSync(path, 0o644);
      assert.equal(words(said), [`${path}: every user of this machine can read this secret; chmod o-r it`]);
    }));

  for (const [what, said, verdicts] of [
    ["no address", 'database = "x"', [/^FILE: influx\.database: means nothing without the address of a server;/]],
    ["a wrong address", 'url = "x y"\ndatabase = "x"', [/^FILE: influx\.url: not a possible value/]],
    [
      "two tokens",
      `${url}\ntoken = "a"\ntoken_file = "/dev/null"`,
      [/token: cannot be there together with FILE: influx\.token_file/],
    ],
    [
      "a user alone",
      `${url}\nuser = "a"`,
      [/^FILE: influx\.user: means nothing without influx\.password or influx\.password_file/],
    ],
    ["a password alone", `${url}\npassword = "a"`, [/^FILE: influx\.password: means nothing without influx\.user/]],
    [
      "user and token",
      `${url}\nuser = "a"\npassword = "b"\ntoken = "c"`,
      [/token: cannot be there together with .*user/],
    ],
    ["an organisation alone", `${url}\norg = "a"`, [/^FILE: influx\.org: means nothing without influx\.bucket/]],
    ["a policy alone", `${url}\nretention_policy = "a"`, [/means nothing without influx\.database/]],
    ["1 without database", `${url}\nversion = 1`, [/^FILE: influx\.version: version 1 needs influx\.database/]],
    [
      "1 with bucket",
      `${url}\nversion = 1\ndatabase = "a"\nbucket = "b"`,
      [/^FILE: influx\.bucket: means nothing to version 1, which FILE: influx\.version names/],
    ],
    ["2 without bucket", `${url}\nversion = 2`, [/version 2 needs influx\.database or influx\.bucket/]],
    ["2 without organisation", `${url}\nversion = 2\nbucket = "b"`, [/version 2 needs influx\.org beside the bucket/]],
    ["3 without database", `${url}\nversion = 3`, [/version 3 needs influx\.database or influx\.bucket/]],
    [
      "a certificate over http",
      `${url}\nca_file = "/dev/null"`,
      [/^FILE: influx\.ca_file: is for https:\/\/ and the address is http:\/\//],
    ],
    [
      "several",
      `${url}\nversion = 1\nuser = "a"\nnonsense = 1`,
      [/no such key/, /influx\.user: means/, /version 1 needs/],
    ],
  ] as const) {
    test(`is refused with ${what}`, () => {
      const found = problems(said);
      assert.is(found.length, verdicts.length, found.join("\n"));
      for (const [index, verdict] of verdicts.entries()) assert.match(found[index] ?? "", verdict);
    });
  }

  test("names are told as whoever said them would write them", () => {
    const said = problems("", { WHOFLUX_INFLUX_URL: "http://h", WHOFLUX_INFLUX_USER: "u" });
    assert.equal(said, [
      "WHOFLUX_INFLUX_USER: means nothing without WHOFLUX_INFLUX_PASSWORD or WHOFLUX_INFLUX_PASSWORD_FILE; give both, or neither",
    ]);
    const flags = {
      ...nothing,
      values: new Map([
        ["influx-url", ["http://h"]],
        ["influx-user", ["u"]],
      ]),
    };
    assert.match(
      readTarget(settle(daemonSettings, flags, {})).problems[0]?.message ?? "",
      /^--influx-user: means nothing without WHOFLUX_INFLUX_PASSWORD or `--influx-password-file`; give both, or neither$/,
    );
  });

  test("an output that needs an address is told to", () => {
    const said = settle(daemonSettings, { ...nothing, values: new Map([["to", ["influx"]]]) }, {});
    assert.match(readTarget(said).problems[0]?.message ?? "", /^--to: means nothing without the address of a server;/);
  });

  test("is nobody's business where lines go to stdout", () =>
    assert.equal(read(`${url}\nuser = "u"\n[output]\nto = ["stdout"]`), { problems: [], words: [] }));

  test("certificates are looked at before anything is sent", () =>
    inFolder((folder) => {
      const path = join(folder, "ca.pem");
      writeFileSync(path, "no certificate");
      const said = (name: string) => `url = "https://h"\n${name} = ${JSON.stringify(path)}`;
      assert.match(problems(said("ca_file"))[0] ?? "", /^FILE: influx\.ca_file: .*PEM/);
      assert.match(
        problems(`${said("certificate_file")}\nkey_file = ${JSON.stringify(path)}`)[0] ?? "",
        /^FILE: influx\.certificate_file: .*PEM/,
      );
    }));

  test("a word is said of a secret that goes over a network in the clear, without it", () => {
    const login = 'user = "u"\npassword = "s3cr3t"';
    assert.equal(words(`url = "http://influx.example:8086"\n${login}`), [
      "http://influx.example:8086: the password goes over the network in the clear; use https://",
    ]);
    for (const safe of ["https://influx.example", "http://localhost:8086", "http://127.0.0.1", "http://[::1]:8086"]) {
      assert.equal(words(`url = "${safe}"\n${login}`), []);
    }
  });

  test("no secret is in anything that is said, whatever key it was given to and whatever is wrong with it", () => {
    const keys = daemonSettings.map(({ key }) => key).filter((key) => /token|password|proxy|url/.test(key));
    const texts = ["s3cr3t", "s3cr3t\n", "\0s3cr3t", "http://user:s3cr3t", "//u:s3cr3t@host", "http://h?p=s3cr3t"];
    for (const key of [...keys, "influx.tokn", "influx.url.x", "influx"]) {
      // A bare word is an address without its scheme, which is worth showing.
      const told = /url$|proxy/.test(key) ? texts.slice(1) : texts;
      for (const text of told.flatMap((each) => [tomlText(each), `[${tomlText(each)}]`])) {
        const { problems, words } = readTarget(
          settle(daemonSettings, nothing, {}, { path: "FILE", text: `${key} = ${text}` }),
        );
        for (const said of [...problems.map(({ message }) => message), ...words.map((word) => word.text)]) {
          assert.not(said.includes("s3cr3t"), said);
        }
      }
    }
  });

  test("problems are thrown, and words are said, by whoever needs the server itself", () => {
    const settled = (text: string) => settle(daemonSettings, nothing, {}, { path: "FILE", text: `[influx]\n${text}` });
    assert.throws(() => influxTargetOf(settled(`${url}\nuser = "u"`), () => {}), /means nothing without/);
    const said: string[] = [];
    const target = influxTargetOf(settled('url = "http://h"\ntoken = "s3cr3t"'), ({ text }) => said.push(text));
    assert.is(target?.token, "s3cr3t");
    assert.is(said.length, 1);
  });
});
