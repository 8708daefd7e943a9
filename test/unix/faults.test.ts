import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as assert from "uvu/assert";
import { readRecords, WhofluxError } from "../../src/index.ts";
import { UntilFault } from "../../src/unix/open/until-fault.ts";
import { plainRecords } from "../kit/damage.ts";
import { fixture } from "../kit/databases.ts";
import { describe } from "../kit/suite.ts";
import { writeRecords } from "../kit/utmp-writer.ts";
import { inFolder, slowly } from "./open-kit.ts";
import { readContent, readPath } from "./read-kit.ts";

const RECORDS = 300;
const wtmp = writeRecords("linux-384-le", plainRecords(RECORDS));

describe("compressed files that are cut", (test) => {
  test("give every record before the cut, then the fault", async () => {
    const packed = gzipSync(wtmp, { level: 0 });
    for (const missing of [1, 8, 9, 400, 5000, packed.length - 400]) {
      const { records, errors } = await readContent(packed.subarray(0, packed.length - missing));
      // Stored blocks: what is missing of the file is missing of the records, but for the trailer's 8 bytes.
      const whole = Math.floor((wtmp.length - Math.max(0, missing - 8)) / 384);
      assert.ok(Math.abs(records.length - whole) <= 1, `${records.length} records without the last ${missing} bytes`);
      assert.equal(
        records.map(({ user }) => user),
        plainRecords(records.length).map(({ user }) => user),
      );
      assert.equal(
        errors.map(({ code, problem }) => [code, problem]),
        [["E_CONTAINER", "ends in the middle of a member"]],
      );
    }
  });

  test("say what became of the record that the cut goes through", async () => {
    const packed = gzipSync(wtmp, { level: 0 });
    const { records, skips } = await readContent(packed.subarray(0, packed.length - 8 - 100));
    const end = records.length * 384;
    assert.is(skips.length, 1);
    assert.match(skips[0] ?? "", new RegExp(`^${end}-\\d+ the file ends inside a record$`));
  });

  test("tell the fault alone when there is nothing before it, or nothing that is known", async () => {
    for (const content of [
      gzipSync(wtmp).subarray(0, 5),
      gzipSync(Buffer.alloc(900, "x"), { level: 0 }).subarray(0, 300),
    ]) {
      const { records, errors } = await readContent(content);
      assert.equal([records.length, errors.map(({ code }) => code)], [0, ["E_CONTAINER"]]);
    }
  });

  test("stop a caller who handles no errors behind the last record", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "wtmp.gz");
      writeFileSync(path, gzipSync(wtmp).subarray(0, -1));
      const seen: unknown[] = [];
      let fault: unknown;
      try {
        for await (const { user } of readRecords(path)) seen.push(user);
      } catch (error) {
        fault = error;
      }
      assert.instance(fault, WhofluxError);
      assert.is(seen.length, RECORDS);
    });
  });

  test("give the lines of utmpdump's text before the cut", async () => {
    const line =
      "[7] [00811] [ts/0] [alice   ] [pts/0       ] [] [0.0.0.0        ] [2026-01-02T03:04:05,678901+00:00]\n";
    const packed = gzipSync(line.repeat(40), { level: 0 });
    const { records, errors } = await readContent(packed.subarray(0, packed.length - 8 - line.length));
    assert.equal([records.length, errors.map(({ code }) => code)], [39, ["E_CONTAINER"]]);
  });

  test("give the rows of a database whose pages are there", async () => {
    const packed = gzipSync(readFileSync(fixture("wtmpdb/wtmp.db")), { level: 0 });
    const { records, errors } = await readContent(packed.subarray(0, -8));
    const whole = await readPath(fixture("wtmpdb/wtmp.db"));
    assert.is(records.length, whole.records.length);
    assert.equal(
      errors.map(({ code }) => code),
      ["E_CONTAINER"],
    );
  });
});

describe("a source until its fault", (test) => {
  test("ends at the fault, whether it is thrown or a promise is rejected, and keeps it", async () => {
    const fault = new WhofluxError("E_SOURCE", "cannot be read");
    const failing = [
      () => {
        throw fault;
      },
      () => Promise.reject(fault),
    ];
    for (const read of failing) {
      const source = new UntilFault({ ...slowly(new Uint8Array(), [1]), path: "disk", container: "plain", read });
      assert.is(source.fault, undefined);
      assert.is(await source.read(new Uint8Array(8)), 0);
      assert.is(source.fault, fault);
      assert.is(await source.read(new Uint8Array(8)), 0);
    }
  });
});
