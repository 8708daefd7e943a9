import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { choice, name, proxyUrl, secret, serverUrl, size, time, wordOr } from "../../src/config/rules.ts";
import type { Rule } from "../../src/config/setting.ts";
import { describe } from "../kit/suite.ts";

/** Each rule with texts that it takes and texts that it does not. */
const cases: readonly (readonly [what: string, rule: Rule, right: readonly string[], wrong: readonly string[]])[] = [
  ["choice", choice(["auto", "1"]), ["auto", "1"], ["", "Auto", "auto,1", "2"]],
  ["time", time("100ms", "1h"), ["100ms", "1h", "59m60s"], ["99ms", "1h1ms", "10", "soon"]],
  ["size", size("1MiB", "1GiB"), ["1048576", "1MiB", "1024MiB"], ["1048575", "1025MiB", "1GB", "-1"]],
  ["word or time", wordOr(["none", "all"], time("1s", "9d")), ["none", "all", "3d"], ["None", "10d", "0s"]],
  [
    "server",
    serverUrl,
    ["http://127.0.0.1:8086", "https://influx.example", "http://[::1]:8086/", "http://proxy.example/influx/below"],
    [
      "127.0.0.1:8086",
      "localhost",
      "ftp://h",
      "file:///etc/passwd",
      "http://",
      "http:///write",
      "http://h:99999",
      "http://user:secret@h",
      "http://@h",
      "http://h/?db=x",
      "http://h/#x",
      "http://h?",
      "http://h\\x",
      "http://h/a b",
      "http://h\n",
      "\thttp://h",
      "http://h\u202e",
    ],
  ],
  [
    "proxy",
    proxyUrl,
    ["http://proxy.example:3128", "https://u:p%40ss@proxy.example/"],
    ["socks5://p", "proxy:3128", "http://p/path", "http://p/?x", "http://u:%zz@p", "http://u:%ff@p", "http://p\0"],
  ],
  ["name", name, ["logins", "my db", "Zoë", "a".repeat(255)], ["a\nb", "a\0", "a\x1b", "a\u2028", "a".repeat(256)]],
  ["secret", secret, ["t0ken==", " spaces are kept ", "ü"], ["a\nb", "a\rb", "a\0", "a\x7f", "a".repeat(8193)]],
];

describe("the rules of values", (test) => {
  for (const [what, rule, right, wrong] of cases) {
    test(`${what}: takes what is right`, () => {
      for (const text of right) assert.ok(rule.accepts(text), text);
    });

    test(`${what}: refuses what is wrong`, () => {
      for (const text of wrong) assert.not(rule.accepts(text), JSON.stringify(text));
    });

    test(`${what}: says what it expects in one line`, () => assert.match(rule.expected, /^[ -~]{5,120}$/));

    test(`${what}: looks at any text without an error`, () => {
      return fc.assert(
        fc.property(fc.string({ unit: "binary" }), (text) => assert.type(rule.accepts(text), "boolean")),
      );
    });
  }

  test("an address that is taken is one that Node can open, as it was written", () => {
    const text = fc.oneof(
      fc.webUrl(),
      fc.string({ unit: "binary" }).map((rest) => `http://${rest}`),
    );
    return fc.assert(
      fc.property(text, (url) => {
        if (!serverUrl.accepts(url)) return;
        const { protocol, hostname, username, password, search, hash } = new URL(url);
        assert.ok(protocol === "http:" || protocol === "https:");
        assert.ok(hostname !== "");
        assert.is(username + password + search + hash, "");
      }),
    );
  });
});
