import * as assert from "uvu/assert";
import { logonEventEntity } from "../../src/model/logon-event-entity.ts";
import { compileSelection, type SelectionOptions } from "../../src/select/index.ts";
import { createCore } from "../../src/wasm/core.ts";
import { entityNumbers } from "../../src/wasm/entity-numbers.ts";
import { RowReader } from "../../src/wasm/row-reader.ts";
import { Selector } from "../../src/wasm/selector.ts";
import { inBatches } from "../../src/wasm/stay-batches.ts";
import { describe } from "../kit/suite.ts";

const core = createCore([], "stays");
const account = { name: "account", cell: 35, kind: "text" } as const;
const entity = { ...logonEventEntity, fields: [...logonEventEntity.fields, account] };

const people = ["CORP\\alice", "corp\\Bob", "LAB\\alice", "carol", "ÄRZTE\\dörte"].map((name) => ({
  account: name,
  username: name.replace(/.*\\/, ""),
}));

/** The accounts that a selection keeps. */
function kept(user: SelectionOptions["user"]): string[] {
  core.useEntity(entityNumbers.events);
  const selector = new Selector(
    core,
    compileSelection({ user }, () => 0, "windows"),
  );
  const reader = new RowReader(core, [account], "STAYS");
  const found: string[] = [];
  inBatches(core, entity, people, (rows) => {
    const left = selector.keep(rows);
    for (let row = 0; row < left; row++) found.push(Buffer.from(reader.read(row).account as Uint8Array).toString());
  });
  return found;
}

describe("--user on Windows", (test) => {
  test("is the name without its domain, in either case", () => {
    assert.equal(kept("ALICE"), ["CORP\\alice", "LAB\\alice"]);
    assert.equal(kept("b*"), ["corp\\Bob"]);
    assert.equal(kept("dörte"), ["ÄRZTE\\dörte"]);
    assert.equal(kept("corp*"), []);
  });

  test("is domain and name where the pattern holds a backslash", () => {
    assert.equal(kept("corp\\\\*"), ["CORP\\alice", "corp\\Bob"]);
    assert.equal(kept("*\\x5calice"), ["CORP\\alice", "LAB\\alice"]);
    assert.equal(kept("Lab\\\\alice"), ["LAB\\alice"]);
    assert.equal(kept("corp\\\\carol"), []);
  });

  test("takes both ways in one list, and leaves out by either", () => {
    assert.equal(kept(["carol", "lab\\\\*"]), ["LAB\\alice", "carol"]);
    assert.equal(kept(["!lab\\\\*", "alice"]), ["CORP\\alice"]);
    assert.equal(kept(["!alice", "!corp\\\\*"]), ["carol", "ÄRZTE\\dörte"]);
  });

  test("one backslash is what stands between domain and name, whatever follows it", () => {
    assert.equal(kept("CORP\\alice"), ["CORP\\alice"]);
    assert.equal(kept("CORP\\*"), ["CORP\\alice", "corp\\Bob"]);
    assert.equal(kept("CORP\\xavier"), []);
    assert.equal(kept("ÄRZTE\\d?rte"), ["ÄRZTE\\dörte"]);
    assert.equal(kept("*\\*"), ["CORP\\alice", "corp\\Bob", "LAB\\alice", "ÄRZTE\\dörte"]);
  });
});

describe("--user on Unix", (test) => {
  test("is bytes of the name, in which a backslash is one like any other", () => {
    core.useEntity(entityNumbers.events);
    const selector = new Selector(
      core,
      compileSelection({ user: "CORP\\\\alice" }, () => 0),
    );
    const rows = [
      { username: "CORP\\alice" },
      { username: "corp\\alice" },
      { username: "alice", account: "CORP\\alice" },
    ];
    const reader = new RowReader(core, [...logonEventEntity.fields], "STAYS");
    inBatches(core, entity, rows, (count) => {
      assert.is(selector.keep(count), 1);
      assert.is(Buffer.from(reader.read(0).username as Uint8Array).toString(), "CORP\\alice");
    });
  });
});
