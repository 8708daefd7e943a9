import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("one bad test", (test) => {
  test("passes", () => assert.ok(true));
  test("is wrong", () => assert.equal(1, 2));
});
