import { describe } from "../suite.ts";

describe("a process that stays", (test) => {
  test("passes, but leaves a timer behind", () => void setInterval(() => {}, 1000));
});
