import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlainEvent, systemTime, toXml } from "../events/event-writer.ts";

/** Values of an event by their names. */
export type Data = Readonly<Record<string, string>>;

/** A Security event, so many seconds behind the first. */
export function security(seconds: number, id: number, data: Data, computer = "ws1.corp.example"): PlainEvent {
  return {
    provider: "Microsoft-Windows-Security-Auditing",
    channel: "Security",
    computer,
    id,
    version: id === 4624 ? 2 : 0,
    record: BigInt(1000 + seconds),
    systemTime: systemTime(seconds),
    data: Object.entries(data),
    unnamed: [],
  };
}

/** Whom an event is about. */
export function target(name: string, id: string, sid = "S-1-5-21-1-2-3-1001", domain = "CORP"): Data {
  return { TargetUserSid: sid, TargetUserName: name, TargetDomainName: domain, TargetLogonId: id };
}

/** A logon that succeeded (4624). */
export function logon(who: Data, type: number, address = "-", more: Data = {}): Data {
  return {
    ...who,
    LogonType: String(type),
    LogonProcessName: "User32 ",
    AuthenticationPackageName: "Negotiate",
    IpAddress: address,
    IpPort: "0",
    ImpersonationLevel: "%%1833",
    ElevatedToken: "%%1843",
    ...more,
  };
}

const alice = target("Alice", "0x512d1");
const bob = target("bob", "0x77001", "S-1-5-21-1-2-3-1002");

/** A morning: who came, failed, locked, was away, and left; and what the system did beside. */
export const morning: readonly PlainEvent[] = [
  security(0, 4608, {}),
  security(10, 4624, logon(target("WS1$", "0x3e7", "S-1-5-18"), 5)),
  security(60, 4625, {
    ...target("alice", "0x0", "S-1-0-0"),
    LogonType: "10",
    Status: "0xc000006d",
    SubStatus: "0xc000006a",
    FailureReason: "%%2313",
    IpAddress: "192.0.2.9",
    IpPort: "0",
  }),
  security(90, 4624, logon(alice, 10, "192.0.2.9", { WorkstationName: "LAPTOP" })),
  security(600, 4800, { ...alice, SessionId: "2" }),
  security(900, 4801, { ...alice, SessionId: "2" }),
  security(1200, 4624, logon(bob, 3, "198.51.100.7")),
  security(1800, 4779, {
    AccountName: "Alice",
    AccountDomain: "CORP",
    LogonID: "0x512d1",
    SessionName: "RDP-Tcp#0",
    ClientName: "LAPTOP",
    ClientAddress: "192.0.2.9",
  }),
  security(2400, 4778, {
    AccountName: "Alice",
    AccountDomain: "CORP",
    LogonID: "0x512d1",
    SessionName: "RDP-Tcp#1",
    ClientName: "TABLET",
    ClientAddress: "192.0.2.10",
  }),
  security(3000, 4647, alice),
];

/** A document as `wevtutil qe /e:Events /f:xml` writes it. */
export function document(events: readonly PlainEvent[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<Events>\n${events.map((event) => `${toXml(event)}\n`).join("")}</Events>\n`;
}

/** Puts files into a folder of their own, which is gone when `use` has ended. */
export async function withFiles<Result>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-events-"));
  try {
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
