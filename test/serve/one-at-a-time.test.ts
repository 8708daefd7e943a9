import * as assert from "uvu/assert";
import { OneAtATime } from "../../src/serve/one-at-a-time.ts";
import { describe } from "../kit/suite.ts";
import { settled } from "./played-clock.ts";

/** Work whose ends the test calls. */
function held() {
  const runs: string[] = [];
  const ends: (() => void)[] = [];
  const queue = new OneAtATime<string>((parts) => {
    runs.push([...parts].join("+"));
    return new Promise((resolve) => void ends.push(resolve));
  });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await settled();
  };
  return { runs, queue, end };
}

describe("one run at a time", (test) => {
  test("skips the time of a part that is being made, however often it comes", async () => {
    const { runs, queue, end } = held();
    assert.equal([...queue.due(new Set(["snapshot"]))], []);
    assert.equal([...queue.due(new Set(["snapshot"]))], ["snapshot"]);
    assert.equal([...queue.due(new Set(["snapshot"]))], ["snapshot"]);
    await end();
    assert.equal(runs, ["snapshot"]);
    queue.due(new Set(["snapshot"]));
    assert.equal(runs, ["snapshot", "snapshot"]);
  });

  test("makes one run of other parts that became due meanwhile, when it has ended", async () => {
    const { runs, queue, end } = held();
    queue.due(new Set(["snapshot"]));
    queue.due(new Set(["summary", "snapshot"]));
    queue.due(new Set(["events"]));
    assert.equal(runs, ["snapshot"]);
    await end();
    assert.equal(runs, ["snapshot", "summary+events"]);
    await end();
    assert.equal(runs.length, 2);
  });

  test("finishes with the run that is under way and begins no other", async () => {
    const { runs, queue, end } = held();
    queue.due(new Set(["snapshot"]));
    queue.due(new Set(["summary"]));
    let isFinished = false;
    const finished = queue.finish().then(() => {
      isFinished = true;
    });
    await settled();
    assert.not(isFinished);
    await end();
    await finished;
    assert.equal(runs, ["snapshot"]);
  });
});
