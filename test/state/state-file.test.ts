import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as assert from "uvu/assert";
import type { FollowState } from "../../src/follow/follow-state.ts";
import { followForm } from "../../src/follow/state-text.ts";
import { loadState, saveState, savingSteps } from "../../src/state/state-file.ts";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";

const identity = {
  device: "18446744073709551615",
  inode: "9223372036854775808",
  born: "0",
  size: 384,
  modified: "1700000000123456789",
};
const position = {
  ...identity,
  head: { bytes: 384, hash: "0123456789abcdef0123456789abcdef" },
  offset: 384,
  layout: "linux-384-le",
};

function stateWith(salt: string): FollowState {
  return {
    root: "/",
    salt: salt.repeat(32),
    logs: {
      "/var/log/btmp": { open: [], isDown: false },
      "/var/log/wtmp": {
        open: [
          {
            login_time: 1_700_000_000_000_007n,
            username: Buffer.from('al\xefce\n\0"\\', "latin1"),
            src_ip: Buffer.of(192, 0, 2, 1),
            kind: "pty",
            clock_steps: -5n,
          },
        ],
        isDown: true,
        oldTime: 1_700_000_000_000_000n,
        position,
        live: identity,
      },
    },
  };
}

const [older, old, fresh] = ["a", "b", "c"].map(stateWith) as [FollowState, FollowState, FollowState];

function load(path: string): { state: FollowState | undefined; words: string[] } {
  const words: string[] = [];
  return { state: loadState(path, followForm, { notice: (message) => words.push(message) }), words };
}

/** Compares as JSON does, for a saved Buffer comes back as another kind of byte array. */
function assertSame(actual: FollowState | undefined, expected: FollowState): void {
  assert.is(actual && followForm.textOf(actual), followForm.textOf(expected));
}

describe("a state file", (test) => {
  test("gives back what was saved, for nobody but its owner, and leaves nothing else but the state before", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      saveState(path, followForm, old);
      saveState(path, followForm, fresh);
      assertSame(load(path).state, fresh);
      assertSame(load(`${path}.bak`).state, old);
      assert.equal(readdirSync(folder).sort(), ["state", "state.bak"]);
      assert.is(statSync(path).mode & 0o777, 0o600);
    }));

  test("is loadable however saving was cut short, and the next saving cleans up", () =>
    inFolder((folder) => {
      const count = savingSteps(join(folder, "state"), followForm, fresh).length;
      for (let done = 0; done <= count; done++) {
        const path = join(folder, `after-${done}`, "state");
        mkdirSync(join(folder, `after-${done}`));
        saveState(path, followForm, older);
        saveState(path, followForm, old);
        for (const step of savingSteps(path, followForm, fresh).slice(0, done)) step();
        const { state, words } = load(path);
        assertSame(state, done < count - 1 ? old : fresh);
        assert.equal(words, []);
        saveState(path, followForm, fresh);
        assertSame(load(path).state, fresh);
        assert.equal(readdirSync(join(path, "..")).sort(), ["state", "state.bak"]);
      }
    }));

  test("that is cut or changed anywhere is made up for by the state before it, which is said", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      saveState(path, followForm, old);
      saveState(path, followForm, fresh);
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length - 1; at += 13) {
        writeFileSync(path, bytes.subarray(0, at));
        assertSame(load(path).state, old);
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writeFileSync(path, changed);
        const { state, words } = load(path);
        assertSame(state, old);
        assert.is(words.length, 1);
        assert.match(words[0] ?? "", /damaged, its checksum differs; going on from the state before it/);
      }
    }));

  test("that is damaged does not push out the sound one behind it", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      saveState(path, followForm, older);
      saveState(path, followForm, old);
      writeFileSync(path, "garbage");
      for (const step of savingSteps(path, followForm, fresh).slice(0, -2)) step();
      assertSame(load(path).state, older);
    }));

  test("that is damaged like the one behind it means a new beginning, which is said", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      writeFileSync(path, "garbage");
      writeFileSync(`${path}.bak`, "");
      const { state, words } = load(path);
      assert.is(state, undefined);
      assert.is(words.length, 1);
      assert.match(words[0] ?? "", /state: damaged.*state\.bak: damaged.*; following begins anew$/);
    }));

  test("that does not exist is no news", () =>
    inFolder((folder) => assert.equal(load(join(folder, "state")), { state: undefined, words: [] })));

  test("that is a directory is said, and so is one that cannot be written", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      mkdirSync(path);
      assert.match(load(path).words.join(), /is no file/);
      assert.throws(
        () => saveState(join(folder, "missing", "state"), followForm, old),
        /the state cannot be saved \(found ENOENT/,
      );
      assert.not(existsSync(join(folder, "missing")));
      chmodSync(folder, 0o700);
    }));

  test("of another version, or with values that nobody writes, is refused though its checksum is right", () =>
    inFolder((folder) => {
      const path = join(folder, "state");
      const text = followForm.textOf(old);
      const forgeries: readonly (readonly [from: string, to: string, word: RegExp])[] = [
        ['"version":1', '"version":2', /version 2, expected 1/],
        ['"offset":384', '"offset":-1', /offset: no whole number/],
        ['"offset":384', '"offset":1e99', /offset: no whole number/],
        ['"bytes":384', '"bytes":99999', /head: too long/],
        ['"isDown":true', '"isDown":"yes"', /isDown/],
        ['"oldTime":"17', '"oldTime":"x17', /oldTime: not as it is written/],
        ['"oldTime":"1700000000000000"', '"oldTime":"9223372036854775808"', /oldTime: no time/],
        ['"layout":"linux-384-le"', '"layout":"../../etc"', /layout: not as it is written/],
        ['"kind":".pty"', '"kind":"=\\u0100"', /a cell that none has/],
        ['"kind":".pty"', '"password":".pty"', /a cell that none has/],
        ['"kind":".pty"', '"__proto__":".pty"', /a cell that none has/],
        ['"clock_steps":"-5"', '"clock_steps":"9999999999999999999"', /a cell that none has/],
        // A number in the place of a text would be an address in memory.
        ['"username":"=', '"username":"99999999999999","session":"=', /a cell that none has/],
        ['"src_ip":"=À', '"src_ip":"=', /a cell that none has/],
        ['"kind":".pty"', '"kind":".bogus"', /a cell that none has/],
        ['"kind":".pty"', '"kind":"999"', /a cell that none has/],
        ['"login_time":"', '"login_time":"=', /a cell that none has/],
        ['"inode":"9223372036854775808"', '"inode":7', /inode: not as it is written/],
      ];
      for (const [from, to, word] of forgeries) {
        const forged = text.replace(from, to);
        assert.is.not(forged, text);
        writeFileSync(path, `${forged}\nsha256 ${createHash("sha256").update(forged).digest("hex")}\n`);
        const { state, words } = load(path);
        assert.is(state, undefined);
        assert.match(words[0] ?? "", word);
      }
    }));

  test("of any JSON is refused or understood, never more", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        try {
          followForm.stateOf(json);
        } catch (error) {
          assert.instance(error, Error);
          assert.not.instance(error, TypeError);
        }
      }),
    );
  });
});
