import * as assert from "uvu/assert";
import { Daemon } from "../../src/serve/daemon.ts";
import { describe } from "../kit/suite.ts";
import { settled } from "./played-clock.ts";
import { Stage, usual } from "./stage.ts";

describe("the daemon", (test) => {
  test("does every job at the start and on schedule; the health of sources comes with the numbers", async () => {
    const stage = new Stage();
    stage.log.push("login\n");
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(7000);
      stage.log.push("logout\n");
      await stage.clock.pass(50_000);
    });
    assert.equal(stage.samples.text.trimEnd().split("\n"), [
      "A sessions+summary+collector 0",
      ...[7, 17, 27, 37, 47].map((time) => `A sessions ${time}`),
      "A sessions+summary+collector 57",
    ]);
    assert.is(stage.events.text, "login\nlogout\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
    assert.equal(stage.words, []);
  });

  test("tells the health of sources with the sessions where there are no numbers", async () => {
    const stage = new Stage();
    await stage.play(stage.setup("A", { snapshot: usual.snapshot }), async () => {});
    assert.is(stage.samples.text, "A sessions+collector 0\n");
  });

  test("goes on with the logs while a snapshot hangs, leaves out times, says so, and ends in bounded time", async () => {
    const stage = new Stage();
    stage.snapshot = () => new Promise(() => {});
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(30_000);
      stage.log.push("login\n");
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "login\n");
    assert.is(stage.samples.text, "");
    assert.is(stage.history.at(-1), "A delivered");
  });

  test("says that snapshots are slow for as long as they are", async () => {
    const stage = new Stage();
    const ends: (() => void)[] = [];
    stage.snapshot = () => new Promise((resolve) => void ends.push(resolve));
    await stage.play(stage.setup("A", { snapshot: usual.snapshot }), async () => {
      await stage.clock.pass(20_000);
      ends.shift()?.();
      await settled();
      stage.snapshot = async () => {};
      await stage.clock.pass(10_000);
    });
    assert.is(stage.words.length, 1);
    assert.match(stage.words[0] ?? "", /^snapshots: W snapshots: one takes longer than the time to the next/);
    assert.equal(stage.samples.text.trimEnd().split("\n").length, 2);
  });

  test("goes on with snapshots while the logs fail, and tells what they hold when they do not", async () => {
    const stage = new Stage();
    stage.faults.poll = true;
    stage.log.push("login\n");
    await stage.play(stage.setup("A"), async () => {
      await stage.clock.pass(20_000);
      stage.faults.poll = false;
      await stage.clock.pass(5000);
    });
    assert.is(stage.words[0], "logs: E played log: unreadable");
    assert.is(stage.events.text, "login\n");
    assert.ok(stage.samples.frames.length >= 3);
  });

  test("does everything once and ends", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n", "3\n", "4\n", "5\n");
    try {
      await new Daemon(stage.setup("A"), stage.world).once();
    } finally {
      stage.clock.end();
    }
    assert.is(stage.samples.text, "A sessions+summary+collector 0\n");
    assert.is(stage.events.text, "1\n2\n3\n4\n5\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
  });
});
