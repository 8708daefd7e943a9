import { copyFileSync, renameSync, truncateSync } from "node:fs";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { type EventText, readEvents } from "./events.ts";
import { boot, login } from "./logins.ts";
import { type Machine, onMachine } from "./machine.ts";

const WTMP = "var/log/wtmp";

/** Moves the log, and the one that was moved before, out of its way. */
function rename(machine: Machine): void {
  renameSync(machine.at(`${WTMP}.1`), machine.at(`${WTMP}.2`));
  renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
}

/** Copies the log and empties it. */
function copyAndTruncate(machine: Machine): void {
  renameSync(machine.at(`${WTMP}.1`), machine.at(`${WTMP}.2`));
  copyFileSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
  truncateSync(machine.at(WTMP));
}

/** Polls until nothing is new; what was told. */
async function tellAll(machine: Machine): Promise<EventText[]> {
  const told: EventText[] = [];
  for (;;) {
    const { events } = await machine.poll();
    if (events.length === 0) return told;
    told.push(...events);
  }
}

describe("a rotation that overtakes a poll", (test) => {
  for (const [name, rotate] of Object.entries({ rename, copyAndTruncate })) {
    test(`loses nothing and doubles nothing: ${name}`, () =>
      onMachine(async (machine) => {
        machine.append(WTMP, boot(0), login("alice", "pts/0", 10));
        const events = [...(await machine.poll()).events];
        machine.append(WTMP, login("bob", "pts/1", 20));
        renameSync(machine.at(WTMP), machine.at(`${WTMP}.1`));
        machine.append(WTMP, login("carol", "pts/2", 30));
        machine.meanwhile = () => {
          rotate(machine);
          machine.append(WTMP, login("dave", "pts/3", 40));
        };
        events.push(...(await tellAll(machine)));
        const files = [`${WTMP}.2`, `${WTMP}.1`, WTMP].map((path) => machine.at(path));
        assert.equal(events, await readEvents(files));
      }));
  }
});
