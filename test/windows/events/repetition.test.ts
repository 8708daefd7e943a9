import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toXml } from "./event-writer.ts";
import { readText } from "./reading.ts";

const last = logon(0);
const MIB = 2 ** 20;

/** What might make a reader look at the same bytes again and again. */
const pieces = [
  "<Event><!-- ",
  "<Event><![CDATA[",
  "<Event><?",
  '<Event "',
  "<Event a='",
  "<Event>",
  "<Event><a>",
  "<Event><a ",
  "<Event><a '><b \"",
  "<Event><System>",
  "<Event></a>",
  "<Event/>",
  "<Events ",
  "<Events '",
  "</Events",
  "<!--",
  '<!DOCTYPE "',
  "<!DOCTYPE [",
  "<?",
  "<",
  "<a>",
  "\ufeff",
  "\0",
  "Record 1\n",
];

/** The same for lines of JSON. */
const lines = ["{\n", '"<Event>"\n', `${"[".repeat(100)}\n`];

describe("a text that is repeated thousands of times", (test) => {
  for (const piece of pieces) {
    test(`costs no more than its length, and the event behind it is read: ${JSON.stringify(piece)}`, async () => {
      const text = `<?xml version="1.0"?>${piece.repeat(Math.ceil(MIB / piece.length))}\n${toXml(last)}`;
      const { events, skips, fails } = await readText(text);
      assert.equal(events, [asRead(last)]);
      assert.equal(fails, []);
      assert.ok(skips.length < 10);
    });
  }

  for (const line of lines) {
    test(`costs no more than its length: ${JSON.stringify(line)}`, async () => {
      const text = `${line.repeat(Math.ceil(MIB / line.length))}${JSON.stringify(toXml(last))}`;
      const { skips, fails } = await readText(`${JSON.stringify(toXml(last))}\n${text}`);
      assert.equal(fails, []);
      assert.ok(skips.length > 0 && skips.length < 10);
    });
  }
});
