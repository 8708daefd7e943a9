import type { WindowsEvent } from "../../../src/windows/events/event.ts";

/** What an event is made of: the contract, and its values in order. */
export interface PlainEvent extends Omit<WindowsEvent, "data" | "unnamed" | "time"> {
  /** As SystemTime says it. */
  readonly systemTime: string;
  readonly data: readonly (readonly [name: string, value: string])[];
  readonly unnamed: readonly string[];
}

const SECURITY = "Microsoft-Windows-Security-Auditing";
const START = Date.UTC(2025, 2, 1, 8);

/** The nth of many logons, a second apart. */
export function logon(number: number): PlainEvent {
  return {
    provider: SECURITY,
    channel: "Security",
    computer: "pc01.example.org",
    id: number % 3 === 2 ? 4634 : 4624,
    version: 2,
    record: 9_007_199_254_740_993n + BigInt(number),
    systemTime: systemTime(number),
    data: [
      ["TargetUserSid", `S-1-5-21-1-2-3-${1000 + (number % 50)}`],
      ["TargetUserName", `user-${number % 50}`],
      ["TargetDomainName", "EXAMPLE"],
      ["TargetLogonId", `0x${(0x10000 + number).toString(16)}`],
      ["LogonType", "3"],
      ["LogonProcessName", "User32 "],
      ["IpAddress", `192.0.2.${number % 250}`],
      ["IpPort", String(49152 + (number % 1000))],
    ],
    unnamed: [],
  };
}

/** `number` seconds behind the first, with the seven digits of newer systems. */
export function systemTime(number: number): string {
  return new Date(START + number * 1000).toISOString().replace("Z", "4567Z");
}

/** What the reader is to make of it. */
export function asRead(event: PlainEvent): WindowsEvent {
  const { systemTime: text, data, ...rest } = event;
  const time = BigInt(Date.parse(text)) * 1000n + BigInt(/\.\d{3}(\d{3})/.exec(text)?.[1] ?? "0");
  return { ...rest, time, data: new Map([...data].reverse()) };
}

const escapes: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

function escaped(text: string): string {
  return text.replace(/[<>&"'\r]/g, (character) => escapes[character] ?? character);
}

/** How XML is written. */
export interface XmlStyle {
  readonly quote: "'" | '"';
  /** Between elements. */
  readonly gap: string;
  readonly rendering: boolean;
}

export const oneLine: XmlStyle = { quote: "'", gap: "", rendering: false };

/** An event as Windows writes it. */
export function toXml(event: PlainEvent, { quote: q, gap, rendering }: XmlStyle = oneLine): string {
  const attribute = (name: string, value: string): string => `${name}=${q}${escaped(value)}${q}`;
  const data = [
    ...event.data.map(([name, value]) => `<Data ${attribute("Name", name)}>${escaped(value)}</Data>`),
    ...event.unnamed.map((value) => (value === "" ? "<Data/>" : `<Data>${escaped(value)}</Data>`)),
  ];
  const parts = [
    `<Event ${attribute("xmlns", "http://schemas.microsoft.com/win/2004/08/events/event")}>`,
    "<System>",
    `<Provider ${attribute("Name", event.provider)} ${attribute("Guid", "{54849625-5478-4994-a5ba-3e3b0328c30d}")}/>`,
    `<EventID ${attribute("Qualifiers", "0")}>${event.id}</EventID>`,
    `<Version>${event.version}</Version>`,
    "<Level>0</Level>",
    `<TimeCreated ${attribute("SystemTime", event.systemTime)}/>`,
    `<EventRecordID>${event.record}</EventRecordID>`,
    "<Correlation/>",
    `<Execution ${attribute("ProcessID", "700")} ${attribute("ThreadID", "800")}/>`,
    `<Channel>${escaped(event.channel)}</Channel>`,
    `<Computer>${escaped(event.computer)}</Computer>`,
    "<Security/>",
    "</System>",
    "<EventData>",
    ...data,
    "</EventData>",
    ...(rendering
      ? [
          `<RenderingInfo ${attribute("Culture", "de-DE")}><Message>An.&#13;&#10;Ab. &lt;/Event&gt;</Message></RenderingInfo>`,
        ]
      : []),
    "</Event>",
  ];
  return parts.join(gap);
}

/** An event as evtx_dump writes it. */
export function toJson(event: PlainEvent): string {
  const json = {
    Event: {
      "#attributes": { xmlns: "http://schemas.microsoft.com/win/2004/08/events/event" },
      System: {
        Provider: { "#attributes": { Name: event.provider } },
        EventID: event.id,
        Version: event.version,
        TimeCreated: { "#attributes": { SystemTime: event.systemTime } },
        EventRecordID: "RECORD",
        Channel: event.channel,
        Computer: event.computer,
      },
      EventData: event.unnamed.length > 0 ? { Data: { "#text": event.unnamed } } : Object.fromEntries(event.data),
    },
  };
  return JSON.stringify(json).replace('"RECORD"', String(event.record));
}
