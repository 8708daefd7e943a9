import { logon, type PlainEvent, toJson, toXml } from "./event-writer.ts";

/** A logon, its logoff, and a logon at another computer: invented people, addresses for documentation. */
export const sampleEvents: readonly PlainEvent[] = [
  { ...logon(0), computer: "pc01.example.org" },
  { ...logon(2), computer: "pc01.example.org" },
  { ...logon(3), computer: "srv02.example.org", data: [...logon(3).data, ["TargetOutboundUserName", "Zoë 佐藤"]] },
];

const rendered = { quote: "'", gap: "", rendering: true } as const;
const pretty = { quote: '"', gap: "\n  ", rendering: false } as const;
const lines = sampleEvents.map((event) => toXml(event));
const [first = "", second = "", third = ""] = lines;
const declaration = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>';

/** Files in `fixtures/windows/events/`: how programs write the same three events. */
export const samples: Readonly<Record<string, Buffer>> = {
  "wevtutil.xml": Buffer.from(lines.map((line) => `${line}\r\n`).join("")),
  "wevtutil-unicode-newest-first.xml": Buffer.from(`\ufeff${lines.toReversed().join("\r\n")}\r\n`, "utf16le"),
  "event-viewer.xml": Buffer.from(
    `\ufeff${declaration}\r\n<Events>${sampleEvents.map((event) => toXml(event, rendered)).join("")}</Events>`,
  ),
  "evtx-dump.xml": Buffer.from(
    sampleEvents
      .map((event, number) => `Record ${number + 1}\n<?xml version="1.0" encoding="utf-8"?>\n${toXml(event, pretty)}\n`)
      .join("\n"),
  ),
  "evtx-dump.jsonl": Buffer.from(sampleEvents.map((event) => `${toJson(event)}\n`).join("")),
  "wrapped.jsonl": Buffer.from(lines.map((xml, n) => `${JSON.stringify(n === 0 ? xml : { n, raw: xml })}\n`).join("")),
  "damaged.xml": Buffer.from(
    `\0\0${first}\n${second.slice(0, 600)}\n<!DOCTYPE x [<!ENTITY e "y">]>\n${second}junk${third}`,
  ),
};
