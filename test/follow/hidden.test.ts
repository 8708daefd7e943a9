import { chmodSync } from "node:fs";
import { dirname } from "node:path";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { asNobody } from "../sources/users.ts";
import { boot, failure, login } from "./logins.ts";
import { onMachine } from "./machine.ts";

describe("logs in a directory that may not be entered", (test) => {
  test("are no logs that are not there: it is told, and what is in them is not new when they can be read", () =>
    onMachine(
      async (machine) => {
        machine.append("var/log/wtmp", boot(0));
        machine.append("var/log/btmp", failure("root", 1));
        chmodSync(dirname(machine.root), 0o755);
        await asNobody(machine.root, "var/log", "logs that nobody may look for", async () => {
          const { events, words } = await machine.poll();
          assert.equal(events, []);
          assert.equal(words, [
            "/var/log/wtmpx: is in a directory that may not be entered; run as root",
            "/var/log/wtmp.db: is in a directory that may not be entered; run as root",
            "/var/log/btmp: is in a directory that may not be entered; run as root",
          ]);
        });
        assert.equal((await machine.poll()).events, []);
        machine.append("var/log/wtmp", login("alice", "pts/0", 10));
        assert.is((await machine.poll()).events.length, 1);
      },
      { start: "now" },
    ));
});
