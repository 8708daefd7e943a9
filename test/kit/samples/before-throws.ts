import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("a bad start", (test) => {
  test.before(() => {
    throw new Error("the start went wrong");
  });
  test("is never reached", () => assert.ok(true));
});
