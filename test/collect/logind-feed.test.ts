import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { identityOf, parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";
import { NOON, onHost, SESSIONS, short } from "./debian-host.ts";

describe("logins told by difference", (test) => {
  test("have logind's own time, and logouts the moment when they were noticed, with no duration", () =>
    onHost(async (host) => {
      assert.equal(await host.poll(), []);
      host.login("7", "alice");
      const common = `src_host="192.0.2.9",src_ip="192.0.2.9"`;
      const id = `logind-7@${NOON + 5}000007`;
      assert.equal(await host.poll(), [
        `logon_event,action=login,kind=ssh,username=alice login_successful=true,session="${id}",uid="1000",login_type="remote",${common},service="sshd",sources="logind" ${NOON + 5}000007000`,
      ]);
      assert.equal(await host.poll(), []);
      host.logout("7");
      assert.equal(await host.poll(), [
        `logon_event,action=logout,kind=ssh,username=alice session="${id}",uid="1000",login_type="remote",${common},service="sshd",login_time=${NOON + 5}000007000i,ended_by="gone",paired_by="id",sources="logind" ${NOON + 20}000000000`,
      ]);
      assert.equal(await host.poll(), []);
    }));

  test("leave out who was there before following began, but for the logout", () =>
    onHost(async (host) => {
      host.login("1", "alice");
      assert.equal(await host.poll(), []);
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }));

  test("begin with who is there when everything is wanted, or what came since a moment", () =>
    onHost(async (host) => {
      host.login("1", "alice");
      host.now += 100;
      host.login("2", "bob");
      host.start = { since: BigInt(host.now) * 1_000_000n };
      assert.equal(short(await host.poll()), ["login bob"]);
      host.logout("1");
      assert.equal(short(await host.poll()), ["logout alice"]);
    }).then(() =>
      onHost(async (host) => {
        host.start = "all";
        host.login("1", "alice");
        assert.equal(short(await host.poll()), ["login alice"]);
      }),
    ));

  test("are of people: greeters, managers and background jobs are nobody, and who is closing has left", () =>
    onHost(async (host) => {
      await host.poll();
      for (const [id, kind] of ["greeter", "manager", "background", "lock-screen"].entries()) {
        host.login(String(id), "gdm", { CLASS: kind });
      }
      host.login("9", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.login("9", "alice", { STATE: "closing", REALTIME: `${NOON + 5}000007` });
      assert.equal(short(await host.poll()), ["logout alice"]);
      host.logout("9");
      assert.equal(await host.poll(), []);
    }));

  test("end with a boot, though the new one gives the same numbers", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      assert.equal(short(await host.poll()), ["login alice"]);
      host.boot("2");
      host.now += 60;
      host.login("1", "bob");
      const lines = await host.poll();
      assert.equal(short(lines), ["logout alice", "login bob"]);
      assert.match(lines[0] ?? "", /ended_by="gone",paired_by="boot"/);
    }));

  test("do not end because logind gives no answer, or is not there for a while", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      await host.poll();
      const folder = join(host.root, SESSIONS);
      rmSync(folder, { recursive: true });
      assert.equal(await host.poll(), []);
      symlinkSync("sessions", folder);
      assert.equal(await host.poll(), []);
      assert.match(host.faults[0] ?? "", /^\/run\/systemd\/sessions: too many symbolic links/);
      rmSync(folder);
      mkdirSync(folder);
      host.login("1", "alice", { REALTIME: `${NOON + 5}000007` });
      assert.equal(await host.poll(), []);
    }));

  test("do not end because one session cannot be read", () =>
    onHost(async (host) => {
      await host.poll();
      host.login("1", "alice");
      host.login("2", "bob");
      await host.poll();
      writeFileSync(join(host.root, SESSIONS, "1"), "");
      host.logout("2");
      assert.equal(await host.poll(), []);
      host.login("1", "alice", { REALTIME: `${NOON + 5}000007` });
      assert.equal(short(await host.poll()), ["logout bob"]);
    }));

  test("of one moment are points of their own, also those of several runs", () =>
    onHost(async (host) => {
      await host.poll();
      for (let id = 0; id < 6; id++) host.login(String(id), "alice");
      const points = [...(await host.poll())];
      for (let id = 0; id < 3; id++) host.logout(String(id));
      points.push(...(await host.poll()));
      host.now -= 5;
      for (let id = 3; id < 6; id++) host.logout(String(id));
      points.push(...(await host.poll()));
      assert.is(points.length, 12);
      assert.is(new Set(parseLineProtocol(points.map((line) => `${line}\n`).join("")).map(identityOf)).size, 12);
    }));
});
