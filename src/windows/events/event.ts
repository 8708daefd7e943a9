/** One event of a Windows event log, as its XML says it: nothing is interpreted yet. */
export interface WindowsEvent {
  /** `Microsoft-Windows-Security-Auditing`. */
  readonly provider: string;
  /** `Security`, `System`, `Microsoft-Windows-TerminalServices-LocalSessionManager/Operational`. */
  readonly channel: string;
  /** The computer as the event names it, often with its domain. */
  readonly computer: string;
  readonly id: number;
  /** Version of the event's own fields; 0 where the event tells none. */
  readonly version: number;
  /** EventRecordID: the order within one log. */
  readonly record: bigint;
  /** SystemTime in microseconds since 1970 UTC. */
  readonly time: bigint;
  /** Values by name: `EventData/Data` with a name, or the elements of `UserData/*`. One that comes twice counts once, the first time. */
  readonly data: ReadonlyMap<string, string>;
  /** Values without a name, in their order: classic events. */
  readonly unnamed: readonly string[];
}

/** Events one after the other, in the order of their times, as far as their logs are in order. */
export type Events = AsyncIterable<WindowsEvent>;
