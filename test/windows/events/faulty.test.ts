import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { asRead, logon, toJson, toXml } from "./event-writer.ts";
import { readText, skipped } from "./reading.ts";

const plain = logon(0);
const xml = toXml(plain);

function nameIs(raw: string): string {
  return xml.replace(">user-0<", `>${raw}<`);
}

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
    assert.equal((await readText(xml.replace("<System>", `${decoy}<System>`))).events, [asRead(plain)]);
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
