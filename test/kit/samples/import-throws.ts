import * as assert from "uvu/assert";
import { describe } from "../suite.ts";

describe("declared before the fault", (test) => {
  test("does not save the file", () => assert.ok(true));
});
throw new Error("thrown at import");
