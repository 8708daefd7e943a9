import { XMLParser } from "fast-xml-parser";
import { buildEvent, type SystemTexts, Values } from "./build-event.ts";
import { Closings } from "./closing.ts";
import { aboutOther, type Lose, type Parsed } from "./parsed.ts";
import { scanEvent } from "./scan-event.ts";
import { isAboutOther } from "./xml-head.ts";
import { decodeReferences } from "./xml-references.ts";

/** Characters in which a usual event says what it is about. */
const HEAD_CHARACTERS = 1024;

/** Names that the parser refuses, or renames, for what they mean to objects: nobody here makes objects of them. */
const meaningful = new Set(["__proto__", "constructor", "prototype"]);

//  Everything stays the text that it is: ids keep their hex, names their blanks and leading zeros.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  jPath: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  transformTagName: (name) => {
    const local = name.slice(name.indexOf(":") + 1);
    return meaningful.has(local) ? `_${local}` : local;
  },
  onDangerousProperty: (name) => name,
  entityDecoder: {
    decode: decodeReferences,
    setExternalEntities: () => {},
    addInputEntities: () => {},
    setXmlVersion: () => {},
    reset: () => {},
  },
});

/** An element as the parser gives it: its name with its children, `:@` with its attributes; or a text. */
type Node = { readonly [name: string]: Nodes } & { readonly ":@"?: Readonly<Record<string, string>> };
type Nodes = readonly Node[];

/** Reads the text of one event, from `<Event` to `</Event>`, that `scanEvent` has found well-nested. */
export function parseXml(text: string, lose: Lose): Parsed {
  if (isAboutOther(text.slice(0, HEAD_CHARACTERS))) return aboutOther;
  let event: Nodes;
  try {
    event = childrenOf(parser.parse(text) as Nodes, "Event");
  } catch {
    return { fault: "an event that is no XML" };
  }
  const system = childrenOf(event, "System");
  return buildEvent(systemTexts(system), () => valuesOf(event, lose), lose);
}

/** Reads a text that is one event alone, perhaps behind an XML declaration: what Windows or a line of JSON gives. */
export function parseLoneXml(text: string, lose: Lose): Parsed {
  const lone = text.replace(/^[\s\ufeff]*(?:<\?xml[^<>]*\?>\s*)?/, "").trimEnd();
  if (isAboutOther(lone.slice(0, HEAD_CHARACTERS))) return aboutOther;
  if (!/^<Event[\s/>]/.test(lone)) return { fault: "no event" };
  const shape = Buffer.from(lone, "utf8");
  const scanned = scanEvent({ shape, end: shape.length, isLast: true, base: 0 }, 0, new Closings());
  if (scanned?.fault !== undefined) return scanned;
  return scanned?.to === shape.length ? parseXml(lone, lose) : { fault: "an event with something behind it" };
}

function systemTexts(system: Nodes): SystemTexts {
  return {
    provider: attribute(system, "Provider", "Name"),
    id: textOf(system, "EventID"),
    version: textOf(system, "Version"),
    time: attribute(system, "TimeCreated", "SystemTime"),
    record: textOf(system, "EventRecordID"),
    channel: textOf(system, "Channel"),
    computer: textOf(system, "Computer"),
  };
}

function valuesOf(event: Nodes, lose: Lose): Values {
  const values = new Values(lose);
  for (const node of childrenOf(event, "EventData")) {
    if (node.Data !== undefined) values.add(node[":@"]?.["@_Name"], joined(node.Data));
  }
  addLeaves(childrenOf(event, "UserData"), values);
  return values;
}

/** The elements of UserData that hold no others, by their names. */
function addLeaves(nodes: Nodes, values: Values): void {
  for (const node of nodes) {
    const name = nameOf(node);
    if (name === undefined) continue;
    const children = node[name] ?? [];
    if (children.some((child) => nameOf(child) !== undefined)) addLeaves(children, values);
    else values.add(name, joined(children));
  }
}

/** The name of an element; undefined for a text. */
function nameOf(node: Node): string | undefined {
  return Object.keys(node).find((key) => key !== ":@" && key !== "#text");
}

function find(nodes: Nodes, name: string): Node | undefined {
  return nodes.find((node) => Object.hasOwn(node, name));
}

function childrenOf(nodes: Nodes, name: string): Nodes {
  return find(nodes, name)?.[name] ?? [];
}

function attribute(nodes: Nodes, name: string, key: string): string | undefined {
  return find(nodes, name)?.[":@"]?.[`@_${key}`];
}

function textOf(nodes: Nodes, name: string): string | undefined {
  const node = find(nodes, name);
  return node?.[name] === undefined ? undefined : joined(node[name]);
}

function joined(nodes: Nodes): string {
  return nodes.map((node) => (typeof node["#text"] === "string" ? node["#text"] : "")).join("");
}
