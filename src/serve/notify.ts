import { accessSync, constants } from "node:fs";
import type { Word } from "../model/word.ts";
import type { Clock } from "./clock.ts";

//  systemd listens on a datagram socket, which Node cannot speak to: its own program `systemd-notify` does. It is a child,
//  so the unit needs NotifyAccess=all.

/** What a service manager said to this process when it started it. */
export interface Manager {
  /** `NOTIFY_SOCKET`. */
  readonly socket: string;
  /** Microseconds within which it wants to hear from us (`WATCHDOG_USEC`), if it asked this process. */
  readonly watchdog?: number;
}

const programs = ["/usr/bin/systemd-notify", "/bin/systemd-notify", "/run/current-system/sw/bin/systemd-notify"];
/** Milliseconds that telling may take. */
const LIMIT = 5000;
/** Milliseconds between two of the same kind of news, at least. */
const STATUS_EVERY = 60_000;

/** The manager that an environment names; undefined: there is none. */
export function managerOf(environment: Readonly<Record<string, string | undefined>>, pid: number): Manager | undefined {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: watchdog, WATCHDOG_PID: watched } = environment;
  if (socket === undefined || !/^[/@]./.test(socket)) return undefined;
  const isAsked = watchdog !== undefined && /^[1-9]\d{0,14}$/.test(watchdog) && (watched ?? `${pid}`) === `${pid}`;
  return isAsked ? { socket, watchdog: Number(watchdog) } : { socket };
}

/** Tells a service manager how this process is, one message after the other; without a manager, nobody. */
export class Notifier {
  readonly #manager: Manager | undefined;
  readonly #clock: Clock;
  readonly #say: (word: Word) => void;
  #last: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #cancelWatchdog = (): void => {};
  #status = "";
  #statusAt = Number.NEGATIVE_INFINITY;
  #hasStatusUnderWay = false;

  constructor(manager: Manager | undefined, clock: Clock, say: (word: Word) => void) {
    this.#manager = manager;
    this.#clock = clock;
    this.#say = say;
  }

  /** It is up; from now on the watchdog is fed, at half of its time. */
  ready(status: string): void {
    this.#tell(["READY=1", `STATUS=${status}`]);
    this.#feed();
  }

  /** It reads its configuration again, until `reloaded`. `monotonic`: microseconds of the system's monotonic clock. */
  reloading(monotonic: bigint): void {
    this.#tell(["RELOADING=1", `MONOTONIC_USEC=${monotonic}`]);
  }

  /** It has read it, or kept the old one. */
  reloaded(status: string): void {
    this.#tell(["READY=1", `STATUS=${status}`]);
  }

  /** How it is, in one line; what changes is told once a minute. */
  status(status: string): void {
    const now = this.#clock.now();
    const isSoon = now >= this.#statusAt && now < this.#statusAt + STATUS_EVERY;
    if (status === this.#status || isSoon || this.#hasStatusUnderWay) return;
    this.#status = status;
    this.#statusAt = now;
    this.#hasStatusUnderWay = true;
    this.#tell([`STATUS=${status}`], () => {
      this.#hasStatusUnderWay = false;
    });
  }

  /** It ends. Resolves when the manager knows. */
  stopping(): Promise<void> {
    this.#cancelWatchdog();
    this.#tell(["STOPPING=1", "STATUS=ending"]);
    return this.#last;
  }

  #feed(): void {
    const watchdog = this.#manager?.watchdog;
    if (watchdog === undefined) return;
    this.#cancelWatchdog = this.#clock.after(watchdog / 2000, () => {
      this.#tell(["WATCHDOG=1"]);
      this.#feed();
    });
  }

  #tell(news: readonly string[], told = (): void => {}): void {
    const manager = this.#manager;
    if (manager === undefined) return;
    const lines = news.map((line) => line.replaceAll(/[^\x20-\x7e]/g, "?"));
    this.#last = this.#last.then(() => this.#run(manager.socket, lines)).then(told);
  }

  async #run(socket: string, news: readonly string[]): Promise<void> {
    const failure = await failureOf(socket, news);
    if (failure === undefined || this.#hasFailed) return;
    this.#hasFailed = true;
    this.#say({ level: "W", text: `systemd cannot be told how this service is: ${failure}` });
  }
}

async function failureOf(socket: string, news: readonly string[]): Promise<string | undefined> {
  const program = programs.find(isThere);
  if (program === undefined) return `there is no ${programs[0]}`;
  const { execa } = await import("execa");
  const { failed, stderr, shortMessage } = await execa(program, news, {
    stdin: "ignore",
    stdout: "ignore",
    env: { NOTIFY_SOCKET: socket, LC_ALL: "C" },
    extendEnv: false,
    reject: false,
    timeout: LIMIT,
    killSignal: "SIGKILL",
    maxBuffer: 4096,
  });
  if (!failed) return undefined;
  const [said = ""] = stderr.split("\n");
  return said === "" ? shortMessage : said;
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
