import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("an async body", async (test) => {
  await Promise.resolve();
  test("is declared too late", () => assert.ok(true));
});
