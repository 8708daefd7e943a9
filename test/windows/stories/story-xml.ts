import { type ToldEvent, toldEvents } from "./story.ts";

/** A history as `wevtutil qe /f:xml` prints it: an event a line, in no document. */
export function xmlOf(story: string): string {
  return toldEvents(story).map(xmlOfEvent).join("");
}

function xmlOfEvent({ kind, event, systemTime }: ToldEvent): string {
  const { provider, channel, computer, id, version, record, data } = event;
  const system = [
    `<Provider Name='${escaped(provider)}'/>`,
    `<EventID>${id}</EventID>`,
    `<Version>${version}</Version>`,
    "<Level>0</Level>",
    `<TimeCreated SystemTime='${systemTime}'/>`,
    `<EventRecordID>${record}</EventRecordID>`,
    `<Channel>${escaped(channel)}</Channel>`,
    `<Computer>${escaped(computer)}</Computer>`,
    "<Security/>",
  ];
  const body =
    kind.frame === "EventData"
      ? `<EventData>${Array.from(data, ([name, value]) => `<Data Name='${name}'>${escaped(value)}</Data>`).join("")}</EventData>`
      : `<UserData><${kind.frame} xmlns='Event_NS'>${Array.from(data, ([name, value]) => `<${name}>${escaped(value)}</${name}>`).join("")}</${kind.frame}></UserData>`;
  const xmlns = "http://schemas.microsoft.com/win/2004/08/events/event";
  return `<Event xmlns='${xmlns}'><System>${system.join("")}</System>${body}</Event>\n`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("'", "&apos;");
}
