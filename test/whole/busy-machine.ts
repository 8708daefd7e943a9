import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Chance } from "../kit/chance.ts";
import { type WriterRecord, writeRecords } from "../kit/utmp-writer.ts";

const logs = ["wtmp", "btmp"] as const;
type LogName = (typeof logs)[number];

/** What rotation did last: `wtmp.1` is there as it is, or packed. */
type Rotation = "rename" | "copytruncate";

/**
 * A machine in a folder on which people come and go and attackers try names, while its logs are rotated. Beside it stands
 * the truth: everything that was ever written to each log, in one file that nobody rotates.
 */
export class BusyMachine {
  readonly root: string;
  readonly #truth: string;
  readonly #chance: Chance;
  readonly #open = new Map<string, WriterRecord>();
  readonly #rotated: Record<LogName, number> = { wtmp: 0, btmp: 0 };
  readonly #moments = new Set<number>();
  #pid = 1000;
  /** Milliseconds that the machine's clock is ahead of the real one. */
  clockAhead = 0;

  constructor(folder: string, chance: Chance) {
    this.root = join(folder, "root");
    this.#truth = join(folder, "truth");
    this.#chance = chance;
    for (const place of [this.root, this.#truth]) mkdirSync(join(place, "var/log"), { recursive: true });
    mkdirSync(join(this.root, "etc"));
    this.#append("wtmp", { type: "BOOT_TIME", line: "~", user: "reboot", host: "6.1.0", time: this.#moment() });
    this.#append("btmp", this.#failure());
  }

  /** The files that hold the truth. */
  get truth(): readonly string[] {
    return logs.map((log) => join(this.#truth, "var/log", log));
  }

  /** A moment of life: some logins, logouts and failed logins. */
  live(): void {
    for (let steps = this.#chance.between(1, 6); steps > 0; steps--) {
      if (this.#chance.happens(30)) this.#tryNames();
      else if (this.#open.size > 20 || (this.#open.size > 0 && this.#chance.happens(45))) this.#logout();
      else this.#login();
    }
  }

  /** Rotates one of the logs, as logrotate does; older ones are kept and packed. */
  rotate(): void {
    const log = this.#chance.pick(logs);
    const rotation = this.#chance.pick<Rotation>(["rename", "copytruncate"]);
    for (let number = this.#rotated[log]; number > 0; number--) this.#shift(log, number);
    const path = this.#at(log);
    if (rotation === "rename") {
      renameSync(path, `${path}.1`);
      writeFileSync(path, "");
    } else {
      copyFileSync(path, `${path}.1`);
      truncateSync(path);
      this.#stamp(`${path}.1`);
    }
    this.#stamp(path);
    this.#rotated[log] += 1;
  }

  /** `.1` becomes `.2.gz` and keeps its time, `.2.gz` becomes `.3.gz`: the youngest stays unpacked. */
  #shift(log: LogName, number: number): void {
    const path = this.#at(log);
    if (number > 1) {
      renameSync(`${path}.${number}.gz`, `${path}.${number + 1}.gz`);
      return;
    }
    const { atime, mtime } = statSync(`${path}.1`);
    writeFileSync(`${path}.2.gz`, gzipSync(readFileSync(`${path}.1`)));
    utimesSync(`${path}.2.gz`, atime, mtime);
    rmSync(`${path}.1`);
  }

  #login(): void {
    const line = `pts/${this.#chance.between(0, 30)}`;
    if (this.#open.has(line)) {
      this.#logout();
      return;
    }
    this.#pid += 1;
    const user = this.#chance.pick(["alice", "bob", "carol", "dave", "a,b=c d", 'quo"te', "back\\"]);
    const id = line.replace("pts/", "t/");
    const record = { type: "USER_PROCESS", pid: this.#pid, line, id, user, host: "192.0.2.7" } as const;
    this.#open.set(line, record);
    this.#append("wtmp", { ...record, time: this.#moment() });
  }

  #logout(): void {
    const line = this.#chance.pick([...this.#open.keys()]);
    const { pid, id } = this.#open.get(line) ?? {};
    this.#open.delete(line);
    this.#append("wtmp", { type: "DEAD_PROCESS", pid, line, id, time: this.#moment() });
  }

  /** sshd writes an attempt twice now and then: the same bytes. */
  #tryNames(): void {
    const record = this.#failure();
    for (let times = this.#chance.pick([1, 1, 2, 3]); times > 0; times--) this.#append("btmp", record);
  }

  #failure(): WriterRecord {
    this.#pid += 1;
    const user = this.#chance.pick(["root", "admin", "x\nevil,host=victim value=9i 1", "\\", "oracle"]);
    return {
      type: "LOGIN_PROCESS",
      pid: this.#pid,
      line: "ssh:notty",
      user,
      host: "203.0.113.9",
      time: this.#moment(),
    };
  }

  #append(log: LogName, record: WriterRecord): void {
    const bytes = writeRecords("linux-384-le", [record]);
    appendFileSync(join(this.#truth, "var/log", log), bytes);
    const path = this.#at(log);
    appendFileSync(path, bytes);
    this.#stamp(path);
  }

  #at(log: LogName): string {
    const path = join(this.root, "var/log", log);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  }

  /** A file was written just now, by the machine's clock. */
  #stamp(path: string): void {
    const seconds = (Date.now() + this.clockAhead) / 1000;
    utimesSync(path, seconds, seconds);
  }

  /** Now, in microseconds, in a millisecond that nothing else has: VictoriaMetrics knows no finer ones. */
  #moment(): bigint {
    let time = Date.now() + this.clockAhead;
    while (this.#moments.has(time)) time += 1;
    this.#moments.add(time);
    return BigInt(time) * 1000n + 123n;
  }
}
