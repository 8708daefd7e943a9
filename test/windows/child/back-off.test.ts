import * as assert from "uvu/assert";
import { BackOff } from "../../../src/windows/child/back-off.ts";
import { describe } from "../../kit/suite.ts";

describe("the pauses between starts that fail", (test) => {
  test("double from half a second to a minute", () => {
    const backOff = new BackOff(() => 0);
    const pauses = Array.from({ length: 9 }, () => backOff.failed());
    assert.equal(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  test("are cut by chance, by no more than a half", () => {
    assert.is(new BackOff(() => 0.5).failed(), 375);
    assert.ok(new BackOff(() => 0.999999).failed() > 250);
  });

  test("begin anew after a success", () => {
    const backOff = new BackOff(() => 0);
    backOff.failed();
    backOff.failed();
    backOff.succeeded();
    assert.is(backOff.failed(), 500);
  });

  test("stay a minute, however many there were", () => {
    const backOff = new BackOff(() => 0);
    for (let count = 0; count < 5000; count++) backOff.failed();
    assert.is(backOff.failed(), 60_000);
  });
});
