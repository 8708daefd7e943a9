import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { formats } from "../../src/formats/index.ts";
import { carEntity } from "../../src/model/car-entity.ts";
import { unescapeText } from "../../src/model/escape.ts";
import { createCore } from "../../src/wasm/core.ts";
import { entityNumbers } from "../../src/wasm/entity-numbers.ts";
import { RowEncoder } from "../../src/wasm/row-encoder.ts";
import { inBatches } from "../../src/wasm/stay-batches.ts";
import { accountText } from "../../src/windows/stories/account.ts";
import { describe } from "../kit/suite.ts";

const core = createCore([], "stays");
const entity = carEntity("windows");

/** The `user` of a CAR object, as JSON.parse reads it. */
function userOf(name: string, domain: string): string {
  core.useEntity(entityNumbers.events);
  const pieces: Buffer[] = [];
  const { syntax, columns } = formats.jsonl;
  const encoder = new RowEncoder(core, { syntax, ...columns(entity, {}) }, (bytes) => pieces.push(Buffer.from(bytes)));
  inBatches(core, entity, [{ action: "login", user: accountText({ name, domain }) }], (rows) => encoder.rows(rows));
  encoder.end();
  return (JSON.parse(Buffer.concat(pieces).toString()) as { user: string }).user;
}

describe("the account of a CAR object", (test) => {
  test("has one backslash between domain and name, as Windows writes it", () => {
    assert.is(userOf("anna", "CORP"), "CORP\\anna");
    assert.is(userOf("Système", "AUTORITE NT"), "AUTORITE NT\\Système");
  });

  test("shows what an attacker typed, a backslash too, so that the separator is the only one", () => {
    assert.is(userOf("evil\\anna", "CORP"), "CORP\\evil\\x5canna");
    assert.is(userOf('"},\n\u202e', "CORP"), 'CORP\\"},\\x0a\\u{202e}');
  });

  test("gives domain and name back, whatever they are", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
      fc.constantFrom("x0a", "u{202e}", "\\", "x41"),
    );
    return fc.assert(
      fc.property(text, text, (name, domain) => {
        const user = userOf(name, domain);
        const at = /\\(?!x[0-9a-f]{2}|u\{)/.exec(user)?.index ?? -1;
        const parts = [user.slice(0, at), user.slice(at + 1)];
        assert.equal(
          parts.map((part) => Buffer.from(unescapeText(part)).toString()),
          [domain, name],
        );
      }),
      { numRuns: 300 },
    );
  });
});
