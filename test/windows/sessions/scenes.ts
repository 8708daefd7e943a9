import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { snapshotText } from "../../../src/collect/snapshot-text.ts";
import type { View } from "../../../src/collect/view.ts";
import { takeWindowsSnapshot, type WindowsSnapshot } from "../../../src/sources/windows-snapshot.ts";
import { layouts } from "../../../src/unix/layouts/index.ts";
import { createCore } from "../../../src/wasm/core.ts";
import { AskError, type AskFault, type Verb, type Windows } from "../../../src/windows/ask.ts";
import { fixturesFolder } from "../../kit/history.ts";

/** What is answered to a question, whatever it is; or why nothing is. */
type Said = unknown | { readonly fault: AskFault; readonly detail: string };

/** What a computer says, by verb; what is not there is refused. */
export type Scene = Readonly<Partial<Record<Verb | "greeting", Said>>>;

const folder = new URL("windows/sessions/", fixturesFolder);

/** Noon on the day of the scenes, in µs. */
export const NOON = BigInt(Date.parse("2026-01-05T12:00:00Z")) * 1000n;

/** The names of the scenes in `fixtures/windows/sessions/`. */
export const sceneNames: readonly string[] = readdirSync(folder).map((name) => basename(name, ".json"));

/** A scene by its name. */
export function sceneOf(name: string): Scene {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

/** A computer that says what a scene holds. */
export function computerOf(scene: Scene): Windows {
  const say = (what: Verb | "greeting"): Promise<never> => {
    const said = what in scene ? scene[what] : { fault: "refused", detail: "NotInThisScene" };
    const { fault, detail } = Object(said) as { readonly fault?: AskFault; readonly detail?: string };
    return fault === undefined ? Promise.resolve(said as never) : Promise.reject(new AskError(fault, detail ?? ""));
  };
  return { greet: () => say("greeting"), ask: (verb) => say(verb), close: async () => {} };
}

/** A snapshot of a scene by a clock that stands still. */
export function snapshotOf(scene: Scene): Promise<WindowsSnapshot> {
  return takeWindowsSnapshot({ windows: computerOf(scene), clock: () => 0 });
}

const core = createCore(layouts, "stays");

/** The text of a scene's snapshot at noon. */
export async function textOf(scene: Scene, view: Partial<View> = {}): Promise<string> {
  const pieces = snapshotText(core, await snapshotOf(scene), NOON, {
    format: "line-protocol",
    parts: ["sessions", "summary", "collector"],
    selection: null,
    include: "open",
    ...view,
  });
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
}

/** The rows of a scene's snapshot at noon, as JSON says them. */
export async function rowsOf(scene: Scene, view: Partial<View> = {}): Promise<Readonly<Record<string, unknown>>[]> {
  const text = await textOf(scene, { format: "jsonl", parts: ["sessions"], ...view });
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
