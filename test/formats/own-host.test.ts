import { parse } from "csv-parse/sync";
import * as assert from "uvu/assert";
import { type FormatName, formats } from "../../src/formats/index.ts";
import { logonEventEntity } from "../../src/model/logon-event-entity.ts";
import { createCore } from "../../src/wasm/core.ts";
import { entityNumbers } from "../../src/wasm/entity-numbers.ts";
import { RowEncoder } from "../../src/wasm/row-encoder.ts";
import { inBatches } from "../../src/wasm/stay-batches.ts";
import { parseLineProtocol } from "../kit/line-protocol.ts";
import { describe } from "../kit/suite.ts";

const core = createCore([], "stays");
const row = {
  time: 1_000_001n,
  action: "login",
  host: "ws1.corp.example",
  username: "alice",
  kind: "rdp",
  event_id: 4624,
};

function encoded(format: FormatName, computer?: string): string {
  core.useEntity(entityNumbers.events);
  const pieces: Buffer[] = [];
  const { syntax, columns } = formats[format];
  const table = columns(logonEventEntity, computer === undefined ? {} : { computer });
  const encoder = new RowEncoder(core, { syntax, ...table }, (bytes) => pieces.push(Buffer.from(bytes)));
  inBatches(core, logonEventEntity, [row], (rows) => encoder.rows(rows));
  encoder.end();
  return Buffer.concat(pieces).toString();
}

describe("rows that know their own host", (test) => {
  for (const [computer, host] of [
    [undefined, "ws1.corp.example"],
    ["given", "given"],
  ] as const) {
    const when = computer === undefined ? "show it" : "show the one of --host in its place, once";

    test(`${when}: JSON`, () => {
      const text = encoded("jsonl", computer);
      assert.is(text.match(/"host":/g)?.length, 1);
      assert.is((JSON.parse(text) as { host: string }).host, host);
    });

    test(`${when}: CSV`, () => {
      const text = encoded("csv", computer);
      assert.is(
        text
          .split("\n")[0]
          ?.split(",")
          .filter((name) => name === "host").length,
        1,
      );
      const [found]: { host: string; username: string }[] = parse(text, { columns: true });
      assert.equal([found?.host, found?.username], [host, "alice"]);
    });

    test(`${when}: line protocol, with tags in their order`, () => {
      const [point] = parseLineProtocol(encoded("line-protocol", computer));
      assert.equal(
        [...(point?.tags ?? [])],
        [
          ["action", "login"],
          ["host", host],
          ["kind", "rdp"],
          ["username", "alice"],
        ],
      );
    });
  }
});
