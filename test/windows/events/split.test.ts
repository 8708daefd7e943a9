import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readText } from "./reading.ts";

const [one, two] = [logon(0), logon(1)];
const [first, second] = [toXml(one), toXml(two)];
const both = [asRead(one), asRead(two)];
const pretty = { quote: '"', gap: "\r\n  ", rendering: true } as const;

/** Texts that hold both events and nothing that is worth a word. */
const shapes: readonly (readonly [name: string, text: string])[] = [
  ["one event per line", `${first}\n${second}\n`],
  ["lines that end in CR LF", `${first}\r\n${second}\r\n`],
  ["one behind the other", first + second],
  ["a document", `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${first}${second}</Events>`],
  ["a root with attributes", `<Events a='>' >${first}\n${second}</Events >`],
  ["double quotes, white space and RenderingInfo", toXml(one, pretty) + toXml(two, pretty)],
  ["comments and instructions between", `<!-- ${first.replaceAll("--", "")} -->${first}<?pi ${first}?>${second}`],
  ["the numbers that evtx_dump puts between", `Record 1\n<?xml version="1.0"?>\n${first}\nRecord 2\n${second}`],
  ["byte order marks where files were joined", `\ufeff${first}\n\ufeff${second}`],
  ["JSON Lines as evtx_dump writes them", `${toJson(one)}\n${toJson(two)}\n`],
  ["JSON Lines of XML", `${JSON.stringify(first)}\r\n\r\n${JSON.stringify(second)}`],
  ["JSON Lines of objects with XML", [first, second].map((xml) => JSON.stringify({ n: 1, xml })).join("\n")],
];

/** Texts that are whole inside of an event and look like its end, or like another. */
const disguises: readonly (readonly [name: string, from: string, to: string])[] = [
  ["a comment", "<EventData>", "<EventData><!-- </Event><Event><System/></Event> -->"],
  ["a CDATA section", "<EventData>", "<EventData><![CDATA[</EventData></Event>]]>"],
  ["an instruction", "<EventData>", "<EventData><?pi </Event>?>"],
  ["an attribute", "<EventData>", "<EventData note='</Event>' other=\"</Event>'\">"],
  ["an element of that name", "<EventData>", "<Event a='1'><Eventual/></Event><Event/><EventData>"],
];

describe("texts of events", (test) => {
  for (const [name, text] of shapes) {
    test(`are read from ${name}`, async () => {
      for (const sizes of [undefined, [1], [7, 3]]) {
        const { events, skips, fails, tally } = await readText(text, sizes);
        assert.equal(events, both);
        assert.equal([skips, fails, tally], [[], [], { other: 0, repeated: 0 }]);
      }
    });
  }

  for (const [encoding, mark] of [
    ["utf16le", "\ufeff"],
    ["utf16le", ""],
    ["utf16be", "\ufeff"],
    ["utf16be", ""],
  ] as const) {
    test(`are read from ${encoding} ${mark === "" ? "without" : "with"} a byte order mark`, async () => {
      for (const text of [`${first}\r\n${second}`, `${toJson(one)}\n${toJson(two)}`]) {
        const bytes = Buffer.from(mark + text, "utf16le");
        const { events, skips } = await readText(encoding === "utf16le" ? bytes : bytes.swap16(), [5, 1001]);
        assert.equal(events, both);
        assert.equal(skips, []);
      }
    });
  }

  for (const [name, from, to] of disguises) {
    test(`do not end in ${name}`, async () => {
      const { events, skips } = await readText(first.replace(from, to) + second);
      assert.equal(events, both);
      assert.equal(skips, []);
    });
  }
});
