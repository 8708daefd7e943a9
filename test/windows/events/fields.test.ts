import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { hostileTexts } from "../../kit/hostile.ts";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readText } from "./reading.ts";

const plain = logon(0);
const xml = toXml(plain);

/** The one event of a text, nothing of which was lost. */
async function readOne(text: string): Promise<WindowsEvent> {
  const { events, skips, fails } = await readText(text);
  assert.equal([skips, fails], [[], []]);
  assert.is(events.length, 1);
  return events[0] as WindowsEvent;
}

function nameIs(raw: string): string {
  return xml.replace(">user-0<", `>${raw}<`);
}

const controls = "\0\x01\x1f\x7f\u0085\ud800";

/** What stands between the tags, and the text that it is. */
const texts: readonly (readonly [name: string, raw: string, text: string])[] = [
  ["a leading zero", "0123", "0123"],
  ["a word of JavaScript", "true", "true"],
  ["hex", "0x3e7", "0x3e7"],
  ["a number that no double holds", "0x8020000000000000", "0x8020000000000000"],
  ["blanks around it", "  Advapi  ", "  Advapi  "],
  ["only blanks", "   ", "   "],
  ["line breaks and tabs", "a&#13;&#10;\tb", "a\r\n\tb"],
  ["references", "&lt;&gt;&amp;&quot;&apos;&#65;&#x1F98A;", "<>&\"'A🦊"],
  ["a reference of a reference", "&amp;lt;", "&lt;"],
  ["references to controls", "&#0;&#1;&#x1F;&#127;&#x85;&#xD800;", controls],
  ["references to nothing", "&foo;&#x110000;&#99999999;&;&#;&#x;", "&foo;&#x110000;&#99999999;&;&#;&#x;"],
  ["a bare ampersand", "R&D", "R&D"],
  ["a NUL", "a\0b", "a\0b"],
  ["CDATA", "a<![CDATA[<b>&amp;]]>c", "a<b>&amp;c"],
  ["a comment", "a<!-- b -->c", "ac"],
  ["a closing bracket", "a>b]]", "a>b]]"],
];

describe("the fields of an event", (test) => {
  test("are those of System, EventData by name, and of the record beyond what a double holds", async () => {
    assert.equal(await readOne(xml), asRead(plain));
    assert.is((await readOne(xml)).record, 9_007_199_254_740_993n);
    assert.equal(await readOne(toJson(plain)), asRead(plain));
  });

  for (const [name, raw, text] of texts) {
    test(`keep ${name}`, async () => {
      assert.is((await readOne(nameIs(raw))).data.get("TargetUserName"), text);
    });
  }

  test("keep hostile names in any shape", async () => {
    for (const [, text] of hostileTexts) {
      if (typeof text !== "string") continue;
      const event = { ...plain, computer: text, data: [[text, text] as const] };
      const expected = { ...asRead(event), data: new Map([[text, text]]) };
      // XML makes CR LF in a text one LF, and so the writer refers to CR.
      assert.equal(await readOne(toXml(event)), expected);
      assert.equal(await readOne(toJson(event)), expected);
      assert.equal(await readOne(JSON.stringify({ __proto__: null, raw: toXml(event) })), expected);
    }
  });

  test("names that mean something to objects are names", async () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "#text", ":@", "@_Name"];
    const data = names.map((name) => [name, `value of ${name}`] as const);
    for (const write of [toXml, toJson]) {
      assert.equal((await readOne(write({ ...plain, data }))).data, new Map(data));
    }
  });

  test("elements of UserData are values by their own names, whatever holds them", async () => {
    const user = `<UserData><EventXML xmlns='Event_NS' xmlns:auto-ns2='x'><auto-ns2:User>EXAMPLE\\carol</auto-ns2:User>
      <SessionID>2</SessionID><Inner><Address>192.0.2.1</Address></Inner><Empty/><constructor>c</constructor></EventXML></UserData>`;
    const session = xml
      .replace(/<EventData>.*<\/EventData>/, user)
      .replace("4624<", "21<")
      .replace("Microsoft-Windows-Security-Auditing", "Microsoft-Windows-TerminalServices-LocalSessionManager");
    const { data } = await readOne(session);
    assert.equal([...data].slice(0, 4), [
      ["User", "EXAMPLE\\carol"],
      ["SessionID", "2"],
      ["Address", "192.0.2.1"],
      ["Empty", ""],
    ]);
    const EventXML = { "#attributes": { xmlns: "Event_NS" }, User: "EXAMPLE\\carol", SessionID: 2 };
    const json = JSON.parse(toJson({ ...plain, data: [], record: 1n })) as { Event: Record<string, unknown> };
    Object.assign(json.Event, { EventData: null, UserData: { EventXML } });
    assert.equal(
      [...(await readOne(JSON.stringify(json))).data],
      [
        ["User", "EXAMPLE\\carol"],
        ["SessionID", "2"],
      ],
    );
  });

  test("values without a name keep their order, empty ones included", async () => {
    const classic = { ...plain, provider: "EventLog", id: 6008, data: [], unnamed: ["08:00:01", "", "x y", ""] };
    for (const write of [toXml, toJson]) assert.equal(await readOne(write(classic)), asRead(classic));
  });

  test("what comes twice counts the first time", async () => {
    const twice = xml
      .replace("</EventID>", "</EventID><EventID>4625</EventID>")
      .replace("</EventData>", "<Data Name='TargetUserName'>mallory</Data></EventData>");
    assert.equal(await readOne(twice), asRead(plain));
  });

  test("an event without version has version 0", async () => {
    assert.is((await readOne(xml.replace("<Version>2</Version>", ""))).version, 0);
  });

  test("attributes of evtx_dump may stand beside their element", async () => {
    const beside = toJson(plain)
      .replace('"Provider":{"#attributes":', '"Provider_attributes":{"Guid":""},"Provider":{"#attributes":')
      .replace('"TimeCreated":{"#attributes":', '"TimeCreated_attributes":')
      .replace('67Z"}}', '67Z"}');
    assert.equal(await readOne(beside), asRead(plain));
  });

  const times: readonly (readonly [text: string, micros: bigint | undefined])[] = [
    ["2025-03-01T08:00:00.1234567Z", 1_740_816_000_123_456n],
    ["2025-03-01T08:00:00.123456789Z", 1_740_816_000_123_456n],
    ["2025-03-01T08:00:00Z", 1_740_816_000_000_000n],
    ["2025-03-01 08:00:00.5 UTC", 1_740_816_000_500_000n],
    ["2025-03-01 08:00:00.000001", 1_740_816_000_000_001n],
    ["2025-03-01T08:00:00.1+00:00", 1_740_816_000_100_000n],
    ["2025-03-01T08:00:00+01:00", undefined],
    ["2025-02-29T08:00:00Z", undefined],
    ["1601-01-01T00:00:00.0000000Z", undefined],
    ["-1", undefined],
  ];
  for (const [text, micros] of times) {
    test(`the time ${text} is ${micros ?? "none"}`, async () => {
      const { events, skips } = await readText(toXml({ ...plain, systemTime: text }));
      assert.equal(
        events.map(({ time }) => time),
        micros === undefined ? [] : [micros],
      );
      assert.is(skips.length, micros === undefined ? 1 : 0);
    });
  }
});
