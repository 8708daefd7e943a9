import { describe } from "../suite.ts";

describe("a test that waits for nothing", (test) => {
  test("never ends", () => new Promise<void>(() => {}));
});
