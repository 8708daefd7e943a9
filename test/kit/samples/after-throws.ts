import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("a bad end", (test) => {
  test.after(() => Promise.reject(new Error("the end went wrong")));
  test("passes before the end", () => assert.ok(true));
});
