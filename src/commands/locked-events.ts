import type { EventSource, Told } from "../collect/collector.ts";
import { WhofluxError } from "../model/error.ts";
import type { Word } from "../model/word.ts";
import { takeLock } from "../state/lock.ts";
import { processFacts } from "./process-facts.ts";

const nothing: Told = { text: [], rest: "none", save: () => {} };

/**
 * Events that are opened once the lock of their state file (`FILE.lock`) is had, which every poll tries: two that go on
 * from one state would tell everything twice. Until then a poll tells nothing, and says who has it. Throws what `open` does.
 */
export function lockedEvents(path: string, open: () => EventSource): EventSource {
  let events: EventSource | undefined;
  let refusal: Word | undefined;
  let isTaken = false;
  const attempt = (): void => {
    if (events !== undefined) return;
    if (!isTaken) refusal = refusalOf(path);
    isTaken = refusal === undefined;
    if (isTaken) events = open();
  };
  attempt();
  return {
    get mark() {
      return events?.mark ?? 0;
    },
    async poll() {
      attempt();
      return events === undefined ? nothing : await events.poll();
    },
    close: () => events?.close(),
    words: () => events?.words() ?? (refusal === undefined ? [] : [refusal]),
  };
}

const CURE = "stop it, or name another file with `--state`; until then there are no events";

/**
 * Takes the lock until the process ends, when nothing is saved any more; a word: somebody else has it. Where no file can be
 * made there is no lock, and saving the state will say why.
 */
function refusalOf(path: string): Word | undefined {
  try {
    const lock = takeLock(`${path}.lock`, processFacts, CURE);
    process.once("exit", () => lock.release());
    return undefined;
  } catch (error) {
    if (!(error instanceof WhofluxError)) throw error;
    return error.code === "E_USAGE" ? { level: "W", about: "events", text: `events: ${error.message}` } : undefined;
  }
}
