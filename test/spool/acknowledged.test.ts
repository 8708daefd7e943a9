import { appendFileSync, cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { inFolder } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { all, withSegments } from "./segments.ts";
import { drain, hasty, numbered, openSpool, said } from "./spools.ts";

describe("a spool", (test) => {
  test("without the state of deliveries, or with one that tells of more than there is, delivers all of it again", () =>
    withSegments((folder) => {
      const { spool } = openSpool(folder, { maxBytes: 1600 }, hasty);
      const batch = spool.take({ maxLines: 3, maxBytes: 1000 });
      if (batch !== undefined) spool.acknowledge(batch.end);
      spool.close();
      const oldest = all.slice(0);
      for (const name of readdirSync(folder).filter((file) => file.startsWith("acknowledged")))
        rmSync(join(folder, name));
      const { spool: again, words } = openSpool(folder, { maxBytes: 1600 }, hasty);
      assert.equal(drain(again, "acknowledge"), oldest);
      assert.match(said(words), /acknowledged: is missing; everything in the spool is delivered again/);
      again.close();
    }));

  test("put back from a backup beside a newer state is delivered again", () =>
    withSegments((folder) =>
      inFolder((backup) => {
        cpSync(folder, backup, { recursive: true });
        const { spool } = openSpool(folder, { maxBytes: 1600 }, hasty);
        for (let index = 0; index < 20; index++) {
          drain(spool, "acknowledge");
          spool.append([numbered(100 + index, 1, "y".repeat(100))]);
        }
        spool.close();
        for (const name of readdirSync(folder).filter((file) => file.endsWith(".seg"))) rmSync(join(folder, name));
        for (const name of readdirSync(backup).filter((file) => file.endsWith(".seg")))
          cpSync(join(backup, name), join(folder, name));
        const { spool: again, words } = openSpool(folder, { maxBytes: 1600 }, hasty);
        assert.equal(drain(again, "acknowledge"), all);
        assert.match(said(words), /tells of more than there is; everything in the spool is delivered again/);
        again.append([numbered(7, 1)]);
        assert.equal(drain(again, "acknowledge"), ["x=7"]);
        again.close();
      }),
    ));

  test("whose state of deliveries is damaged goes on from the one before, or delivers all again", () =>
    withSegments((folder) => {
      const { spool } = openSpool(folder, { maxBytes: 1600 });
      const batch = spool.take({ maxLines: 3, maxBytes: 1000 });
      if (batch !== undefined) spool.acknowledge(batch.end);
      spool.close();
      appendFileSync(join(folder, "acknowledged.bak"), "");
      writeFileSync(join(folder, "acknowledged"), "{}\n");
      const { spool: again, words } = openSpool(folder, { maxBytes: 1600 });
      assert.equal(drain(again, "leave"), all);
      assert.match(said(words), /going on from the state before it/);
      again.close();
      for (const name of ["acknowledged", "acknowledged.bak"]) writeFileSync(join(folder, name), "\xff\n");
      const { spool: third, words: told } = openSpool(folder, { maxBytes: 1600 });
      assert.equal(drain(third, "leave"), all);
      assert.match(said(told), /damaged.*everything in the spool is delivered again/);
      third.close();
    }));
});
