import * as assert from "uvu/assert";
import { outputsOf } from "../../src/commands/outputs.ts";
import { describe } from "../kit/suite.ts";

describe("where lines go", (test) => {
  const outputs = (said: Readonly<Record<string, readonly string[]>>) =>
    outputsOf({ values: new Map(Object.entries(said)) });

  test("to the server whose address is known, else to stdout", () => {
    assert.equal(outputs({}), ["stdout"]);
    assert.equal(outputs({ "influx-url": ["http://h"] }), ["influx"]);
  });

  test("to each place that was named, once", () => {
    assert.equal(outputs({ to: ["stdout"], "influx-url": ["http://h"] }), ["stdout"]);
    assert.equal(outputs({ to: ["influx", "stdout", "influx"] }), ["stdout", "influx"]);
  });
});
