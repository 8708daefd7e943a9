import { isKnown } from "../stories/known.ts";

//  <Event xmlns="…"><System><Provider Name="…" Guid="…"/><EventID Qualifiers="…">4624</EventID>

const HEAD =
  /^<Event(?:\s[^<>]*)?>\s*<System>\s*<Provider\s([^<>]*?)(?:\/>|>\s*<\/Provider>)\s*<EventID(?:\s[^<>]*)?>\s*(\d{1,9})\s*<\/EventID>/;

const NAME = /(?:^|\s)Name\s*=\s*(?:"([^"&]*)"|'([^'&]*)')/;

/** Whether the first characters of an event say for sure that it tells nothing about logins. */
export function isAboutOther(head: string): boolean {
  const [, attributes = "", id] = HEAD.exec(head) ?? [];
  if (id === undefined) return false;
  const [, quoted, apostrophed] = NAME.exec(attributes) ?? [];
  const provider = quoted ?? apostrophed;
  return provider !== undefined && !isKnown(provider, Number(id));
}
