import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../../src/model/error.ts";
import { serverUrl } from "../../../src/sinks/influx/server-url.ts";
import { describe } from "../../kit/suite.ts";

describe("the address of a server", (test) => {
  const addresses: readonly (readonly [string, readonly [text: string, host: string, port: number]])[] = [
    ["http://localhost:8086", ["http://localhost:8086", "localhost", 8086]],
    ["https://influx.example/", ["https://influx.example", "influx.example", 443]],
    ["http://[::1]:8086/below//", ["http://[::1]:8086/below", "::1", 8086]],
    ["HTTP://Influx.Example", ["http://influx.example", "influx.example", 80]],
    ["http://h/api/v2", ["http://h", "h", 80]],
    ["https://user:secret@h:1/x?token=secret#secret", ["https://h:1/x", "h", 1]],
  ];
  for (const [text, expected] of addresses) {
    test(`${text} is taken apart`, () => {
      const url = serverUrl(text, "--influx-url");
      assert.equal([url.text, url.host, url.port], expected);
    });
  }

  test("never keeps user, password and query, and fails without showing them", async () => {
    const secret = "s3cr3ts3cr3t";
    const texts = fc.constantFrom(
      "http://u:S@h",
      "http://S@h/x",
      "https://h/?q=S",
      "ftp://u:S@h",
      "http://u:S@",
      "S",
      "http://h:S",
      "http://u:S@[::1",
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        try {
          assert.not.match(JSON.stringify(serverUrl(text.replace("S", secret), "--influx-url")), secret);
        } catch (error) {
          assert.ok(error instanceof WhofluxError, String(error));
          assert.not.match(error.message, secret);
        }
      }),
    );
  });
});
