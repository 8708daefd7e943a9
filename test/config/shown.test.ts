import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { clipped, shownRefused, shownValue } from "../../src/config/shown.ts";
import { describe } from "../kit/suite.ts";

const url = { secret: "user-info" } as const;

describe("what of a value is shown", (test) => {
  test("of a secret nothing, taken or refused", () => {
    assert.is(shownValue({ secret: "value" }, "hidden"), undefined);
    assert.is(shownRefused({ secret: "value" }, "hidden"), undefined);
  });

  test("of a URL all but user and password", () => {
    assert.is(shownValue(url, "http://proxy.example:3128"), "http://proxy.example:3128");
    assert.is(shownValue(url, "https://user:pass@word@proxy.example/"), "https://(hidden)@proxy.example/");
    assert.is(shownRefused(url, "ftp://user:password@server.example"), "(hidden)@server.example");
  });

  for (const slip of [
    "http://user:password",
    "http://server.example/?u=user&p=password",
    "user password",
    "http:/a:b#c",
  ])
    test(`of what is no URL nothing: ${slip}`, () => assert.is(shownRefused(url, slip), undefined));

  test("of a URL that was refused what helps", () => {
    assert.is(shownRefused(url, "localhost:8086"), "localhost:8086");
    assert.is(shownRefused(url, "ftp://server.example/x"), "ftp://server.example/x");
  });

  test("a file that is none may be the secret itself", () => {
    assert.is(shownRefused({ secret: "misplaced" }, "t0ken"), undefined);
    assert.is(shownValue({ secret: "misplaced" }, "/etc/token"), "/etc/token");
  });

  test("what is long is cut, and what is empty is said to be", () => {
    assert.is(shownRefused({}, "x".repeat(5000))?.length, 121);
    assert.is(shownRefused({}, ""), "nothing");
    assert.is(clipped("short"), "short");
  });

  test("no password before an @ is ever shown, whatever is in it", () => {
    const password = fc.string({ unit: "binary", minLength: 1 }).map((text) => `s3cr3t${text}s3cr3t`);
    return fc.assert(
      fc.property(password, fc.constantFrom("http://", "https://", "", "//", "socks://"), (hidden, scheme) => {
        for (const shown of [shownValue, shownRefused]) {
          assert.not((shown(url, `${scheme}user:${hidden}@proxy.example`) ?? "").includes("s3cr3t"));
        }
      }),
    );
  });
});
