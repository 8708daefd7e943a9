import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { NOON, onHost, short } from "./debian-host.ts";

describe("logins that a log tells", (test) => {
  test("are not told by difference from when there is one, nor are their logouts", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.login("2", "bob");
      host.log();
      assert.equal(await host.poll(), []);
      host.logout("2");
      host.logout("1");
      host.log();
      assert.equal(await host.poll(), []);
    }));

  test("may be written a little later than logind knows them", () =>
    onHost(async (host) => {
      host.log();
      host.now += 3600;
      await host.poll();
      host.login("1", "alice");
      assert.equal(await host.poll(), []);
      host.log();
      for (let polls = 0; polls < 10; polls++) assert.equal(await host.poll(), []);
      host.logout("1");
      host.log();
      assert.equal(await host.poll(), []);
    }));

  test("are told by difference where the log is one that nobody writes any more, or holds nothing", () =>
    onHost(async (host) => {
      host.log();
      writeFileSync(join(host.root, "var/log/wtmp"), "");
      host.log("var/log/wtmp.1");
      host.now += 86_400;
      await host.poll();
      host.login("1", "alice");
      host.login("2", "bob");
      assert.equal(await host.poll(), []);
      host.logout("2");
      assert.equal(short(await host.poll()), ["login bob", "logout bob"]);
      const lines: string[] = [];
      for (let polls = 0; polls < 8; polls++) lines.push(...(await host.poll()));
      assert.equal(short(lines), ["login alice"]);
      assert.match(lines[0] ?? "", new RegExp(` ${NOON + 86_405}000007000$`));
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }));

  test("may be in a log that cannot be looked for", () =>
    onHost(async (host) => {
      if (process.getuid?.() === 0) return;
      await host.poll();
      chmodSync(join(host.root, "var/log"), 0);
      host.login("1", "alice");
      for (let polls = 0; polls < 10; polls++) assert.equal(await host.poll(), []);
      chmodSync(join(host.root, "var/log"), 0o755);
    }));
});
