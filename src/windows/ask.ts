/**
 * What can be asked of PowerShell: fixed verbs with typed arguments, and the JSON that answers them. Times are ISO 8601 in
 * UTC as `.ToString('o')` writes them, ids decimal texts, absent values null: the same bytes from 5.1 and from 7.
 */
export interface Verbs {
  /** `Win32_LogonSession` joined with `Win32_LoggedOnUser`. */
  readonly logons: { readonly arguments: Record<string, never>; readonly answer: LogonsAnswer };
  /** The text of `quser`. */
  readonly quser: { readonly arguments: Record<string, never>; readonly answer: QuserAnswer };
  /** The terminal services API, through Add-Type. */
  readonly wts: { readonly arguments: Record<string, never>; readonly answer: WtsAnswer };
  /** How event logs are, each by its name. */
  readonly channels: { readonly arguments: { readonly names: readonly string[] }; readonly answer: ChannelsAnswer };
  /** Opens a log, or an .evtx file, behind the record `after` (decimal; `0`: from its beginning), for these event ids. */
  readonly open: {
    readonly arguments: {
      readonly log: string;
      readonly kind: "channel" | "file";
      readonly after: string;
      /** At most 20, for an XPath has room for no more; none: all. */
      readonly ids: readonly number[];
    };
    readonly answer: { readonly reader: number };
  };
  /** The next events of an open log as XML, at most `most` of them and about 1 MiB; none: that was all. */
  readonly next: {
    readonly arguments: { readonly reader: number; readonly most: number };
    readonly answer: { readonly events: readonly string[] };
  };
  readonly close: { readonly arguments: { readonly reader: number }; readonly answer: Record<string, never> };
}

/** Name of what can be asked. */
export type Verb = keyof Verbs;

/** What a verb is given. */
export type Arguments<V extends Verb> = Verbs[V]["arguments"];

/** What a verb answers. */
export type Answer<V extends Verb> = Verbs[V]["answer"];

/** What the child says of itself when it is ready, before any request. */
export interface Greeting {
  /** `5.1.22621.4391`, `7.6.5`. */
  readonly version: string;
  readonly edition: "Desktop" | "Core";
  /** `FullLanguage`, or what a policy allows: then no request can be served (one-shot.ts). */
  readonly language: string;
  /** Whether it runs with an administrator's full rights; null where that cannot be asked. */
  readonly elevated: boolean | null;
  readonly computer: string;
  /** Account it runs as, `DOMAIN\name`; null where that cannot be asked. */
  readonly account: string | null;
  /** Windows' version, `10.0.22631`; null elsewhere. */
  readonly windows: string | null;
}

/** Logon sessions, and what else CIM tells. */
export interface LogonsAnswer {
  /** The last start of the system: what Kernel-General 12 says, else `Win32_OperatingSystem.LastBootUpTime`. */
  readonly boot: string | null;
  readonly logons: readonly {
    readonly id: string;
    readonly type: number;
    readonly start: string | null;
    readonly package: string | null;
  }[];
  /** Whose they are. None for some: the account has gone, or there is no right to see it. */
  readonly accounts: readonly {
    readonly id: string;
    readonly domain: string | null;
    readonly name: string;
    readonly sid: string | null;
  }[];
  /** What could not be asked, as FullyQualifiedErrorId or HRESULT, never as localized text; empty: all was. */
  readonly problems: readonly string[];
}

/** The words of `quser`, as they are. */
export interface QuserAnswer {
  /** Whether there is such a program: Home editions have none. */
  readonly found: boolean;
  readonly exit: number;
  readonly lines: readonly string[];
}

/** Sessions of the terminal services. */
export interface WtsAnswer {
  readonly sessions: readonly {
    readonly session: number;
    /** Window station: `Console`, `RDP-Tcp#0`; empty while disconnected. */
    readonly station: string;
    /** WTS_CONNECTSTATE_CLASS. */
    readonly state: number;
    /** WTS_SESSIONSTATE: 0 locked, 1 unlocked (the other way round before Windows 8), 4294967295 unknown. */
    readonly flags: number;
    readonly user: string;
    readonly domain: string;
    readonly logon: string | null;
    readonly connect: string | null;
    readonly disconnect: string | null;
    readonly input: string | null;
    /** The clock of the same answer, which `input` is to be compared with. */
    readonly now: string | null;
    readonly client: string;
    /** IPv4 or IPv6 as text, as the client itself says; empty: none. */
    readonly address: string;
    /** 0 console, 2 RDP. */
    readonly protocol: number;
  }[];
}

/** Event logs, in the order in which they were named. */
export interface ChannelsAnswer {
  readonly channels: readonly {
    readonly name: string;
    readonly enabled: boolean | null;
    /** Decimal; null where it cannot be read. */
    readonly oldest: string | null;
    readonly newest: string | null;
    readonly records: string | null;
    /** Why it cannot be read, never localized: `UnauthorizedAccessException`, `EventLogNotFoundException` …; null: it can. */
    readonly problem: string | null;
  }[];
}

/** Why a request was not answered. */
export type AskFault =
  /** PowerShell cannot be started, or did not greet in time. */
  | "start"
  /** No answer within the request's time: the child was ended. */
  | "timeout"
  /** The child ended in the middle of the request, or said what is no answer. */
  | "crash"
  /** PowerShell answered that the verb failed: `detail` is its error id. */
  | "refused"
  /** A policy (Constrained Language Mode) does not allow the program. */
  | "language"
  /** It was ended on purpose. */
  | "closed";

/** Thrown by `ask`. */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly fault: AskFault;
  /** An error id or an exit code; behind the exit code of a failed start its last words, in its own language, made visible. */
  readonly detail: string;

  constructor(fault: AskFault, detail: string) {
    super(`${fault}: ${detail}`);
    this.fault = fault;
    this.detail = detail;
  }
}

/** Something that answers verbs: the persistent child, or what stands in for it. */
export interface Windows {
  /** Starts the child when there is none, and waits for its greeting. Throws AskError. */
  greet(): Promise<Greeting>;
  /** One request at a time reaches the child; others wait for their turn. Throws AskError. */
  ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>>;
  /** Lines that came between its answers and were none: somebody else talks on its output. Absent: nobody counts them. */
  readonly noise?: number;
  /** Ends the child: its input is closed, and what does not end by itself is killed. */
  close(): Promise<void>;
}
