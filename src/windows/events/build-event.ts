import { isKnown } from "../stories/known.ts";
import { utcMicros } from "../utc-time.ts";
import { aboutOther, type Lose, type Parsed } from "./parsed.ts";

/** Longest value: a whole event takes at most 64 KiB in a log. */
const VALUE_CHARACTERS = 64 * 1024;

/** The System part of an event as its texts; what it does not say is undefined. */
export interface SystemTexts {
  readonly provider: string | undefined;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly time: string | undefined;
  readonly record: string | undefined;
  readonly channel: string | undefined;
  readonly computer: string | undefined;
}

/** The values of an event, kept in bounds. */
export class Values {
  readonly data = new Map<string, string>();
  readonly unnamed: string[] = [];
  readonly #lose: Lose;

  constructor(lose: Lose) {
    this.#lose = lose;
  }

  /** One value; without a name it is one of a classic event. */
  add(name: string | undefined, value: string): void {
    if (value.length > VALUE_CHARACTERS) {
      this.#lose(`${name ?? "a value"}: ${value.length} characters (expected at most ${VALUE_CHARACTERS})`);
    } else if (name === undefined) {
      this.unnamed.push(value);
    } else if (!this.data.has(name)) {
      this.data.set(name, value);
    }
  }
}

/** Makes the event of its texts, when it tells about logins; `values` is asked for its data only then. */
export function buildEvent(system: SystemTexts, values: () => Values, lose: Lose): Parsed {
  const provider = system.provider ?? "";
  const id = wholeNumber(system.id);
  if (id === undefined) return { fault: "an event without an EventID" };
  if (!isKnown(provider, id)) return aboutOther;
  const time = utcMicros(zulu(system.time ?? ""));
  if (time === undefined) return { fault: "an event without a time" };
  const record = recordNumber(system.record);
  if (record === undefined) lose("EventRecordID: no number of a record");
  if (!system.channel) lose("Channel: the event names no log");
  if (!system.computer) lose("Computer: the event names no computer");
  const { data, unnamed } = values();
  return {
    event: {
      provider,
      channel: system.channel ?? "",
      computer: system.computer ?? "",
      id,
      version: wholeNumber(system.version) ?? 0,
      record: record ?? 0n,
      time,
      data,
      unnamed,
    },
  };
}

function wholeNumber(text = ""): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

/** Records are counted in 64 bits, of which half would take longer than there are logs. */
function recordNumber(text = ""): bigint | undefined {
  if (!/^\s*\d{1,19}\s*$/.test(text)) return undefined;
  const number = BigInt(text);
  return number < 2n ** 63n ? number : undefined;
}

/** SystemTime is UTC however it is written: Windows ends it with Z, readers of .evtx files with UTC, +00:00 or nothing. */
function zulu(text: string): string {
  return text.trim().replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:Z| ?UTC|\+00:00)?$/, "$1T$2Z");
}
