import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("an early exit", (test) => {
  test("leaves with success in its hand", () => process.exit(0));
  test("is never reached", () => assert.ok(true));
});
