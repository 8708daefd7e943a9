//  The events that stories are written with: the names of their values, in the order in which Windows writes them;
//  long because it is a table of all of them.

/** Words of a line: `user=CORP\anna` is `{ user: "CORP\\anna" }`. */
export type Words = Readonly<Record<string, string>>;

/** How an event looks: who writes it where, and its values made of the words of a line. */
export interface EventKind {
  readonly provider: string;
  readonly channel: string;
  readonly id: number;
  /** The element around the values: EventData, or one of UserData. */
  readonly frame: "EventData" | "EventXML" | "LogFileCleared";
  readonly version?: (words: Words) => number;
  readonly data: (words: Words) => readonly (readonly [name: string, value: string])[];
}

type Pairs = readonly (readonly [string, string])[];

/** Account names of stories, with what their domain calls them. */
const sids: Readonly<Record<string, string>> = {
  anna: "S-1-5-21-1004336348-1177238915-682003330-1104",
  bernd: "S-1-5-21-1004336348-1177238915-682003330-1105",
  chiyo: "S-1-12-1-3405691582-1234567890-2882400001-305419896",
  root: "S-1-5-21-1004336348-1177238915-682003330-500",
  "DWM-2": "S-1-5-90-0-2",
  "UMFD-2": "S-1-5-96-0-2",
  SYSTEM: "S-1-5-18",
  PC7$: "S-1-5-18",
};

const split = (user = "-"): readonly [domain: string, name: string] => {
  const at = user.indexOf("\\");
  return at < 0 ? ["-", user] : [user.slice(0, at), user.slice(at + 1)];
};

export const sidOf = ({ user = "", sid }: Words): string => sid ?? sids[split(user)[1]] ?? "S-1-0-0";

const subject: Pairs = [
  ["SubjectUserSid", "S-1-5-18"],
  ["SubjectUserName", "PC7$"],
  ["SubjectDomainName", "CORP"],
  ["SubjectLogonId", "0x3e7"],
];

const target = (words: Words): Pairs => [
  ["TargetUserSid", sidOf(words)],
  ["TargetUserName", split(words.user)[1]],
  ["TargetDomainName", split(words.user)[0]],
];

const targetId = (words: Words): Pairs => [...target(words), ["TargetLogonId", words.id ?? "0x0"]];

const logonTail = (words: Words): Pairs => [
  ["LogonType", words.type ?? "2"],
  ["LogonProcessName", words.process ?? (words.type === "3" ? "Kerberos" : "User32 ")],
  ["AuthenticationPackageName", words.package ?? (words.type === "3" ? "Kerberos" : "Negotiate")],
  ["WorkstationName", words.from ?? "-"],
  ["LogonGuid", words.guid ?? "{00000000-0000-0000-0000-000000000000}"],
  ["TransmittedServices", "-"],
  ["LmPackageName", words.lm ?? "-"],
  ["KeyLength", words.lm === undefined ? "0" : "128"],
  ["ProcessId", "0x2a4"],
  ["ProcessName", words.program ?? "C:\\Windows\\System32\\svchost.exe"],
  ["IpAddress", words.ip ?? "-"],
  ["IpPort", words.port ?? "0"],
];

const logonVersion = ({ v = "2" }: Words): number => Number(v);

const newerLogon = (words: Words): Pairs => {
  const version = logonVersion(words);
  if (version === 0) return [];
  const outbound: Pairs = [
    ["TargetOutboundUserName", "-"],
    ["TargetOutboundDomainName", "-"],
    ["VirtualAccount", "%%1843"],
    ["TargetLinkedLogonId", words.linked ?? "0x0"],
    ["ElevatedToken", words.elevated === "yes" ? "%%1842" : "%%1843"],
  ];
  return [
    ["ImpersonationLevel", "%%1833"],
    ...(version < 2 ? [] : ([["RestrictedAdminMode", words.type === "10" ? "%%1843" : "-"]] as const)),
    ...(version < 3 ? [] : ([["RemoteCredentialGuard", "-"]] as const)),
    ...(version < 2 ? [] : outbound),
  ];
};

const security = (id: number, data: EventKind["data"], version?: EventKind["version"]): EventKind => ({
  provider: "Microsoft-Windows-Security-Auditing",
  channel: "Security",
  id,
  frame: "EventData",
  data,
  ...(version === undefined ? {} : { version }),
});

const terminal = (part: string, id: number, frame: EventKind["frame"], data: EventKind["data"]): EventKind => ({
  provider: `Microsoft-Windows-${part}`,
  channel: `Microsoft-Windows-${part}/Operational`,
  id,
  frame,
  data,
});

const lsm = (id: number, data: EventKind["data"]): EventKind =>
  terminal("TerminalServices-LocalSessionManager", id, "EventXML", data);

const system = (provider: string, id: number, data: EventKind["data"]): EventKind => ({
  provider,
  channel: "System",
  id,
  frame: "EventData",
  data,
});

const failed = (words: Words): Pairs => [
  ["Status", words.status ?? "0xc000006d"],
  ["FailureReason", words.reason ?? "%%2313"],
  ["SubStatus", words.sub ?? "0xc000006a"],
];

const station = (words: Words): Pairs => [
  ["AccountName", split(words.user)[1]],
  ["AccountDomain", split(words.user)[0]],
  ["LogonID", words.id ?? "0x0"],
  ["SessionName", words.station ?? "RDP-Tcp#0"],
  ["ClientName", words.client ?? "Unknown"],
  ["ClientAddress", words.ip ?? "LOCAL"],
];

const desk = (words: Words): Pairs => [...targetId(words), ["SessionId", words.ts ?? "1"]];

const visit = (words: Words): Pairs => [
  ["User", words.user ?? ""],
  ["SessionID", words.ts ?? "1"],
];

const addressed = (words: Words): Pairs => [...visit(words), ["Address", words.ip ?? "LOCAL"]];

/** All of them, by the word that stories write. */
export const eventKinds: Readonly<Record<string, EventKind>> = {
  4608: security(4608, () => []),
  4624: security(4624, (w) => [...subject, ...targetId(w), ...logonTail(w), ...newerLogon(w)], logonVersion),
  4625: security(4625, (w) => [
    ...subject,
    ...target(w),
    ...failed(w),
    ...logonTail(w).filter(([name]) => name !== "LogonGuid"),
  ]),
  4626: security(4626, (w) => [
    ...subject,
    ...targetId(w),
    ["LogonType", w.type ?? "3"],
    ["EventIdx", w.part ?? "1"],
    ["EventCountTotal", w.of ?? "1"],
    ["UserClaims", w.claims ?? "-"],
    ["DeviceClaims", "-"],
  ]),
  4634: security(4634, (w) => [...targetId(w), ["LogonType", w.type ?? "2"]]),
  4647: security(4647, targetId),
  4648: security(4648, (w) => [
    ...subject,
    ["LogonGuid", "{00000000-0000-0000-0000-000000000000}"],
    ...target(w).slice(1),
    ["TargetServerName", "localhost"],
    ["IpAddress", w.ip ?? "-"],
    ["IpPort", w.port ?? "0"],
  ]),
  4672: security(4672, (w) => [
    ["SubjectUserSid", sidOf(w)],
    ["SubjectUserName", split(w.user)[1]],
    ["SubjectDomainName", split(w.user)[0]],
    ["SubjectLogonId", w.id ?? "0x0"],
    ["PrivilegeList", "SeSecurityPrivilege\n\t\t\tSeBackupPrivilege"],
  ]),
  4778: security(4778, station),
  4779: security(4779, station),
  4800: security(4800, desk),
  4801: security(4801, desk),
  4802: security(4802, desk),
  4803: security(4803, desk),
  4964: security(4964, (w) => [...subject, ...targetId(w), ["SidList", "%{S-1-5-32-544}"]]),
  1102: {
    provider: "Microsoft-Windows-Eventlog",
    channel: "Security",
    id: 1102,
    frame: "LogFileCleared",
    data: (w) => [
      ["SubjectUserSid", sidOf(w)],
      ["SubjectUserName", split(w.user)[1]],
      ["SubjectDomainName", split(w.user)[0]],
      ["SubjectLogonId", w.id ?? "0x0"],
    ],
  },
  104: {
    ...system("Microsoft-Windows-Eventlog", 104, (w) => [
      ["SubjectUserName", split(w.user)[1]],
      ["SubjectDomainName", split(w.user)[0]],
      ["Channel", w.channel ?? "System"],
      ["BackupPath", ""],
    ]),
    frame: "LogFileCleared",
  },
  lsm21: lsm(21, addressed),
  lsm22: lsm(22, addressed),
  lsm23: lsm(23, visit),
  lsm24: lsm(24, addressed),
  lsm25: lsm(25, addressed),
  lsm39: lsm(39, (w) => [
    ["TargetSession", w.ts ?? "1"],
    ["Source", w.source ?? "2"],
  ]),
  lsm40: lsm(40, (w) => [
    ["Session", w.ts ?? "1"],
    ["Reason", w.reason ?? "0"],
  ]),
  rcm1149: terminal("TerminalServices-RemoteConnectionManager", 1149, "EventXML", (w) => [
    ["Param1", split(w.user)[1]],
    ["Param2", w.user?.includes("\\") ? split(w.user)[0] : ""],
    ["Param3", w.ip ?? ""],
  ]),
  rdp131: terminal("RemoteDesktopServices-RdpCoreTS", 131, "EventData", (w) => [
    ["ConnType", w.over ?? "TCP"],
    ["ClientIP", `${w.ip?.includes(":") ? `[${w.ip}]` : w.ip}:${w.port}`],
  ]),
  winlogon7001: system("Microsoft-Windows-Winlogon", 7001, (w) => [
    ["TSId", w.ts ?? "1"],
    ["UserSid", sidOf(w)],
  ]),
  winlogon7002: system("Microsoft-Windows-Winlogon", 7002, (w) => [
    ["TSId", w.ts ?? "1"],
    ["UserSid", sidOf(w)],
  ]),
  kernel12: system("Microsoft-Windows-Kernel-General", 12, (w) => [
    ["MajorVersion", "10"],
    ["StartTime", w.time ?? ""],
  ]),
  kernel13: system("Microsoft-Windows-Kernel-General", 13, (w) => [["StopTime", w.time ?? ""]]),
  log6005: system("EventLog", 6005, () => []),
  log6006: system("EventLog", 6006, () => []),
  log6008: system("EventLog", 6008, () => []),
  user1074: system("User32", 1074, (w) => [
    ["param1", "C:\\Windows\\System32\\shutdown.exe (PC7)"],
    ["param2", "PC7"],
    ["param3", "Other (Planned)"],
    ["param4", "0x80000000"],
    ["param5", "restart"],
    ["param6", w.comment ?? ""],
    ["param7", w.user ?? ""],
  ]),
};
