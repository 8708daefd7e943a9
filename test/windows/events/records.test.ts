import * as assert from "uvu/assert";
import type { WindowsEvent } from "../../../src/windows/events/event.ts";
import { describe } from "../../kit/suite.ts";
import { logon, type PlainEvent, systemTime, toXml } from "./event-writer.ts";
import { readText } from "./reading.ts";

const many = Array.from({ length: 40 }, (_, number) => logon(number));

describe("the order of a log's records", (test) => {
  /** An hour is set back behind the first ten events. */
  const setBack = many.map((event, number) => {
    const record = BigInt(number + 1);
    return {
      ...event,
      channel: "Security",
      record,
      systemTime: systemTime(number < 10 ? 7200 + number : 3600 + number),
    };
  });
  const inRecordOrder = setBack.map(({ record }) => record);
  const recordsOf = (events: readonly WindowsEvent[]): readonly bigint[] => events.map(({ record }) => record);
  const textsOf = (events: readonly PlainEvent[]): string => events.map((event) => toXml(event)).join("\n");

  test("a clock that was set back does not mix what a log has in the order of its records", async () => {
    assert.equal(recordsOf((await readText(textsOf(setBack))).events), inRecordOrder);
    assert.equal(recordsOf((await readText(textsOf(setBack.toReversed()))).events), inRecordOrder, "newest first");
  });

  test("a clock that goes back a little, as threads write to one log, changes no order of records", async () => {
    const close = setBack.map((event, number) => ({ ...event, systemTime: systemTime(number % 2 === 0 ? 5 : 3) }));
    const { events, notices } = await readText(textsOf(close));
    assert.equal([recordsOf(events), notices], [inRecordOrder, []]);
  });

  test("a log that was cleared begins with low records again", async () => {
    const cleared = setBack.map((event, number) => ({
      ...event,
      systemTime: systemTime(number),
      record: BigInt(number < 30 ? 900 + number : number - 29),
    }));
    const { events } = await readText(textsOf(cleared));
    assert.equal(
      recordsOf(events),
      cleared.map(({ record }) => record),
    );
  });
});
