import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("twins", (test) => {
  test("has a name", () => assert.ok(true));
  test("has a name", () => assert.ok(true));
});
