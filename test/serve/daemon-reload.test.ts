import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import type { Setup } from "../../src/serve/setup.ts";
import { describe } from "../kit/suite.ts";
import { settled } from "./played-clock.ts";
import { Stage } from "./stage.ts";

describe("the daemon that reads its configuration again", (test) => {
  test("takes another configuration without losing or doubling a line", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n", "3\n", "4\n", "5\n");
    await stage.play(stage.setup("A"), async (daemon) => {
      stage.log.push("6\n");
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "1\n2\n3\n4\n5\n6\n");
    assert.equal(stage.history, [
      "A delivers",
      "A closed",
      "A delivered",
      "B delivers",
      "output closed",
      "B closed",
      "B delivered",
    ]);
    assert.ok(stage.words.includes("I the configuration was read again and is in force"));
  });

  test("keeps the configuration in force when another is bad, and says all that is wrong with it", async () => {
    const stage = new Stage();
    const bad = [new WhofluxError("E_USAGE", "no such key"), new WhofluxError("E_USAGE", "no number")];
    await stage.play(stage.setup("A"), async (daemon) => {
      daemon.reload(() => Promise.reject(new AggregateError(bad)));
      await settled();
      daemon.reload(async () => () => Promise.reject(new WhofluxError("E_SINK", "cannot be opened")));
      await settled();
      stage.log.push("login\n");
      await stage.clock.pass(10_000);
    });
    const kept = "E the configuration was not taken: the one before stays in force";
    assert.equal(stage.words, ["E no such key", "E no number", kept, "E cannot be opened", kept]);
    assert.is(stage.events.text, "login\n");
    assert.equal(stage.history, ["A delivers", "output closed", "A closed", "A delivered"]);
  });

  test("keeps the configuration in force while the place in the logs cannot be saved", async () => {
    const stage = new Stage();
    stage.log.push("1\n", "2\n");
    stage.faults.save = true;
    await stage.play(stage.setup("A"), async (daemon) => {
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      assert.ok(stage.words.includes("logs: E played log: no room for a state"));
      assert.ok(stage.words.includes("E no room for a state"));
      stage.faults.save = false;
      await stage.clock.pass(5000);
      daemon.reload(async () => async () => stage.setup("B"));
      await settled();
      stage.log.push("3\n");
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "1\n2\n3\n");
    assert.ok(stage.history.includes("B delivers"));
  });

  test("goes on with another configuration, and comes to its end, also where the one before does not end well", async () => {
    const stage = new Stage();
    const fail = async (): Promise<never> => {
      throw new Error("will not end");
    };
    const clumsy = (name: string): Setup => {
      const setup = stage.setup(name);
      return { ...setup, collector: { ...setup.collector, close: fail }, delivery: { start: () => {}, stop: fail } };
    };
    await stage.play(clumsy("A"), async (daemon) => {
      daemon.reload(async () => async () => clumsy("B"));
      await settled();
      stage.log.push("login\n");
      await stage.clock.pass(5000);
    });
    assert.is(stage.events.text, "login\n");
    assert.is(stage.words.filter((word) => word === "E will not end").length, 4);
    assert.ok(stage.words.includes("I the configuration was read again and is in force"));
  });

  test("asked again while it reads a configuration reads it once more", async () => {
    const stage = new Stage();
    const names = ["B", "C", "D"];
    await stage.play(stage.setup("A"), async (daemon) => {
      const prepare = async () => async () => stage.setup(names.shift() ?? "too many");
      for (let time = 0; time < 3; time++) daemon.reload(prepare);
      await settled();
      await settled();
      assert.equal(names, ["D"]);
    });
  });
});
