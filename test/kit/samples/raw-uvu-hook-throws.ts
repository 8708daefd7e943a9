import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("swallowed");
test.before(() => {
  throw new Error("uvu swallows this");
});
test("never runs", () => assert.unreachable());
test.run();
