import { renameSync, symlinkSync } from "node:fs";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { boot, login } from "./logins.ts";
import { onMachine } from "./machine.ts";

const WTMP = "var/log/wtmp";

describe("links among logs", (test) => {
  test("a log whose links go round in circles is told of, and hinders no other", () =>
    onMachine(async (machine) => {
      symlinkSync("/var/log/btmp", machine.at("var/log/btmp"));
      machine.append(WTMP, boot(0));
      const { events, words } = await machine.poll();
      assert.is(events.length, 1);
      assert.equal(words, ["/var/log/btmp: too many symbolic links"]);
    }));

  test("links of another machine lead to its own files", () =>
    onMachine(async (machine) => {
      machine.append("var/data/wtmp", boot(0));
      symlinkSync("/var/data/wtmp", machine.at(WTMP));
      assert.is((await machine.poll()).events.length, 1);
    }));

  test("a link among the rotated files leads nowhere: least of all out of the root", () =>
    onMachine(async (machine) => {
      machine.append(WTMP, boot(0));
      await machine.poll();
      machine.append("../ours", login("ours", "pts/9", 10));
      renameSync(machine.at(WTMP), machine.at(`${WTMP}.2`));
      symlinkSync(machine.at("../ours"), machine.at(`${WTMP}.1`));
      machine.append(WTMP, login("alice", "pts/0", 20));
      const { events } = await machine.poll();
      assert.is(events.length, 1);
      assert.match(events[0] ?? "", /username=alice/);
    }));
});
