import type { Windows } from "../../windows/ask.ts";

/** The time of the first event behind a record, as the event says it; none when there is none. Throws AskError. */
export async function eventsBehind(
  windows: Windows,
  log: string,
  after: bigint,
  ids: readonly number[] = [],
): Promise<readonly string[]> {
  const { reader } = await windows.ask("open", { log, kind: "channel", after: String(after), ids });
  try {
    const { events } = await windows.ask("next", { reader, most: 1 });
    return events.map((xml) => /SystemTime=["'](\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)["']/.exec(xml)?.[1] ?? "");
  } finally {
    // A child that was ended has no readers left.
    await windows.ask("close", { reader }).catch(() => {});
  }
}
