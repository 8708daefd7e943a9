import * as assert from "uvu/assert";
import { retryAfter } from "../../../src/sinks/influx/retry-after.ts";
import { describe } from "../../kit/suite.ts";

const date = "Tue, 01 Jul 2025 10:00:00 GMT";

describe("how long a server asks to wait", (test) => {
  const asked: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{}, undefined],
    [{ "retry-after": "" }, undefined],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": " 30 " }, 30_000],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": "9".repeat(400) }, 3_600_000],
    [{ "retry-after": "-5" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "Tue, 01 Jul 2025 10:00:30 GMT", date }, 30_000],
    [{ "retry-after": "Tue, 01 Jul 2025 09:00:00 GMT", date }, 0],
    [{ "retry-after": "Tue, 01 Jul 2099 09:00:00 GMT", date }, 3_600_000],
    [{ "retry-after": "Tue, 01 Jul 2025 10:00:30 GMT" }, undefined],
    [{ "retry-after": "Tue, 01 Jul 2025 10:00:30 GMT", date: "today" }, undefined],
  ];
  for (const [headers, expected] of asked) {
    const name = JSON.stringify(headers).slice(0, 80);
    test(`${name}: ${expected} ms`, () => assert.is(retryAfter(headers), expected));
  }
});
