import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("a sound suite", (test) => {
  const seen: string[] = [];
  test.before(() => void seen.push("before"));
  test.after(() => assert.equal(seen, ["before", "first", "second"]));
  test("runs its first test", () => void seen.push("first"));
  test("waits for its second test", async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push("second");
  });
  test.skip("cannot run here", () => assert.unreachable());
});

describe("a second suite", (test) => {
  test("runs too", () => assert.ok(true));
});
