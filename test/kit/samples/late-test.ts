import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("a late test", (test) => {
  test("declares another", () => {
    test("inner", () => assert.ok(true));
  });
});
