import { buildEvent, Values } from "./build-event.ts";
import { parseLoneXml } from "./parse-xml.ts";
import type { Lose, Parsed } from "./parsed.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** A string, which stays, or a whole number that a double cannot hold. */
const LONG_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Shortest line that may hold an event: even empty values take more. */
const LINE_CHARACTERS = 64;

/** Deepest nesting that is looked into. */
const DEPTH = 64;

const noEvent: Parsed = { fault: "a line that holds no event" };

/**
 * Reads a line of JSON: a string that is an event's XML; an object one of whose values is such a string; or an event as
 * evtx_dump writes it, its attributes under `#attributes` or beside it under `Name_attributes`.
 */
export function parseJson(line: string, lose: Lose): Parsed {
  if (line.length < LINE_CHARACTERS) return noEvent;
  let value: Json;
  try {
    value = JSON.parse(withLongNumbers(line.replace(/^\ufeff/, ""))) as Json;
  } catch {
    return { fault: "a line that is no JSON" };
  }
  if (typeof value === "string") return parseLoneXml(value, lose);
  if (!isObject(value)) return noEvent;
  const event = value.Event;
  if (isObject(event) && isObject(event.System)) return fromObject(event, event.System, lose);
  const xml = Object.values(value).find((one) => typeof one === "string" && isXml(one));
  return typeof xml === "string" ? parseLoneXml(xml, lose) : noEvent;
}

/** Numbers too long for a double become strings of the same digits. */
function withLongNumbers(line: string): string {
  if (!/\d{16}/.test(line)) return line;
  return line.replace(LONG_NUMBERS, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

function isXml(text: string): boolean {
  return /^[\s\ufeff]*(?:<\?xml[^<>]*\?>\s*)?<Event[\s>]/.test(text.slice(0, 1024));
}

function fromObject(event: JsonObject, system: JsonObject, lose: Lose): Parsed {
  const texts = {
    provider: attribute(system, "Provider", "Name"),
    id: textOf(system.EventID),
    version: textOf(system.Version),
    time: attribute(system, "TimeCreated", "SystemTime"),
    record: textOf(system.EventRecordID),
    channel: textOf(system.Channel),
    computer: textOf(system.Computer),
  };
  return buildEvent(texts, () => valuesOf(event, lose), lose);
}

function valuesOf(event: JsonObject, lose: Lose): Values {
  const values = new Values(lose);
  const { EventData: data, UserData: user } = event;
  if (isObject(data)) {
    for (const [name, value] of Object.entries(data)) {
      if (isAttributes(name)) continue;
      if (name === "Data") for (const one of listOf(value)) values.add(undefined, one);
      else values.add(name, listOf(value)[0] ?? "");
    }
  }
  if (isObject(user)) addLeaves(user, values);
  return values;
}

/** The values of UserData that hold no others, by their names. */
function addLeaves(object: JsonObject, values: Values, depth = 0): void {
  for (const [name, value] of Object.entries(object)) {
    if (isAttributes(name)) continue;
    if (isObject(value) && !("#text" in value) && depth < DEPTH) addLeaves(value, values, depth + 1);
    else values.add(localName(name), listOf(value)[0] ?? "");
  }
}

function isAttributes(name: string): boolean {
  return name === "#attributes" || name.endsWith("_attributes");
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** A value as texts: several elements of one name are an array, one with attributes holds its text under `#text`. */
function listOf(value: Json | undefined, depth = 0): readonly string[] {
  if (depth > DEPTH) return [];
  if (isObject(value)) return listOf(value["#text"], depth + 1);
  if (Array.isArray(value)) return value.flatMap((one: Json) => listOf(one, depth + 1));
  return [value === null || value === undefined ? "" : String(value)];
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined || value === null ? undefined : listOf(value)[0];
}

function attribute(object: JsonObject, name: string, key: string): string | undefined {
  const element = object[name];
  const attributes = isObject(element) ? element["#attributes"] : object[`${name}_attributes`];
  return isObject(attributes) ? textOf(attributes[key]) : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
