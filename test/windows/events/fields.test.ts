import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { hostileTexts } from "../../kit/hostile.ts";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readText, skipped } from "./reading.ts";

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

describe("an event that is not as it should be", (test) => {
  const lost: readonly (readonly [name: string, text: string, reason: RegExp])[] = [
    ["a negative record", xml.replace(/<EventRecordID>\d+/, "<EventRecordID>-1"), /EventRecordID: no number/],
    ["a huge record", xml.replace(/<EventRecordID>\d+/, "<EventRecordID>9223372036854775808"), /EventRecordID/],
    ["no log", xml.replace(/<Channel>.*<\/Channel>/, ""), /Channel: the event names no log/],
    ["no computer", xml.replace(/<Computer>.*<\/Computer>/, "<Computer/>"), /Computer: the event names no computer/],
    ["a huge value", nameIs("x".repeat(65537)), /TargetUserName: 65537 characters \(expected at most 65536\)/],
  ];
  for (const [name, text, reason] of lost) {
    test(`is read with ${name}, which is told`, async () => {
      const { events, skips } = await readText(`\n${text}`);
      assert.is(events.length, 1);
      assert.is(events[0]?.data.get("LogonType"), "3");
      assert.is(skips.length, 1);
      assert.match(skips[0]?.reason ?? "", reason);
      assert.equal([skips[0]?.start, skips[0]?.lost], [1n, "value"]);
    });
  }

  test("is read when it holds bytes of another encoding, which is told", async () => {
    const bytes = Buffer.concat([Buffer.from(`${xml}\n`), Buffer.from(nameIs("Zoë"), "latin1")]);
    const { events, skips } = await readText(bytes);
    assert.equal(
      events.map(({ data }) => data.get("TargetUserName")),
      ["user-0", "Zo\ufffd"],
    );
    assert.match(skipped({ skips })[0] ?? "", new RegExp(`^${xml.length + 1}: not UTF-8: .*/uni:true$`));
  });

  test("is counted when it tells nothing about logins", async () => {
    const others = [
      { ...plain, id: 4688 },
      { ...plain, provider: "Service Control Manager", id: 7001 },
    ].flatMap((event) => [toXml(event), toXml(event).replace("<System>", "<System><!-- -->")]);
    const { events, skips, tally } = await readText([...others, xml].join("\n"));
    assert.equal([events.length, skips.length, tally.other], [1, 0, 4]);
    assert.is((await readText(toJson({ ...plain, id: 4688 }))).tally.other, 1);
  });

  test("a decoy in front of its System deceives nobody", async () => {
    const decoy = "<!-- <System><Provider Name='x'/><EventID>1</EventID></System> -->";
    assert.equal(await readOne(xml.replace("<System>", `${decoy}<System>`)), asRead(plain));
  });

  test("JSON of any depth harms nobody", async () => {
    const deep = toJson(plain).replace(
      '"EventData":{',
      `"UserData":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)},"EventData":{`,
    );
    assert.is((await readText(deep)).events.length, 1);
    const list = toJson(plain).replace(
      '"EventData":{',
      `"EventData":{"Data":${"[".repeat(50_000)}${"]".repeat(50_000)},`,
    );
    assert.is((await readText(list)).events.length, 1);
  });
});
