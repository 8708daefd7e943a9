/** Short names of the event logs that tell about logins: what `sources` of a row says. */
export const channelWords = ["security", "system", "lsm", "rcm", "rdpcorets"] as const;

export type ChannelWord = (typeof channelWords)[number];

/** The logs' own names, as Windows wants them. */
export const channelNames: Readonly<Record<ChannelWord, string>> = {
  security: "Security",
  system: "System",
  lsm: "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  rcm: "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
  rdpcorets: "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational",
};

/**
 * The events that tell about logins. An id means nothing without its provider: 7001 is Winlogon's and the service
 * manager's, 12 has half a dozen owners. Classic providers are written in more than one way.
 */
const table: readonly (readonly [word: ChannelWord, providers: readonly string[], ids: readonly number[]])[] = [
  [
    "security",
    ["Microsoft-Windows-Security-Auditing"],
    [4608, 4624, 4625, 4626, 4634, 4647, 4648, 4672, 4778, 4779, 4800, 4801, 4802, 4803, 4964],
  ],
  ["security", ["Microsoft-Windows-Eventlog"], [1102]],
  ["system", ["Microsoft-Windows-Eventlog"], [104]],
  ["system", ["Microsoft-Windows-Winlogon"], [7001, 7002]],
  ["system", ["Microsoft-Windows-Kernel-General"], [12, 13]],
  ["system", ["EventLog", "Eventlog"], [6005, 6006, 6008]],
  ["system", ["User32", "USER32"], [1074]],
  ["lsm", ["Microsoft-Windows-TerminalServices-LocalSessionManager"], [21, 22, 23, 24, 25, 39, 40]],
  ["rcm", ["Microsoft-Windows-TerminalServices-RemoteConnectionManager"], [1149]],
  ["rdpcorets", ["Microsoft-Windows-RemoteDesktopServices-RdpCoreTS"], [131]],
];

const known = new Map<string, Map<number, ChannelWord>>();
for (const [word, providers, ids] of table) {
  for (const provider of providers) {
    const words = known.get(provider) ?? new Map<number, ChannelWord>();
    for (const id of ids) words.set(id, word);
    known.set(provider, words);
  }
}

/** Which log an event is of, by who wrote it and its id; undefined: it tells nothing about logins. */
export function channelWordOf(provider: string, id: number): ChannelWord | undefined {
  return known.get(provider)?.get(id);
}

/** Whether an event tells about logins, by who wrote it and its id. */
export function isKnown(provider: string, id: number): boolean {
  return channelWordOf(provider, id) !== undefined;
}

/** The ids that are looked for in a log, ascending; never more than the twenty one XPath has room for. */
export function knownIds(channel: ChannelWord): readonly number[] {
  const ids = table.flatMap(([word, , some]) => (word === channel ? some : []));
  return ids.sort((one, other) => one - other);
}
