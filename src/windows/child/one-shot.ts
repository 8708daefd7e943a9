import { existsSync } from "node:fs";
import { type Answer, type Arguments, AskError, type Greeting, type Verb, type Windows } from "../ask.ts";
import { systemProgram } from "./locate.ts";
import { oemText } from "./oem-text.ts";
import { greetingText, logonsText, type Spoken, spoken } from "./one-shot-text.ts";
import type { Program, Start } from "./program.ts";
import { Programs } from "./programs.ts";
import { runProgram, type Said } from "./run-program.ts";
import { Turns } from "./turns.ts";
import { Wevtutil } from "./wevtutil.ts";

/** Where its programs are, and how long they may take. */
export interface OneShotParts {
  readonly systemRoot: string;
  readonly powershell: string;
  readonly start: Start;
  /** Milliseconds of one program. */
  readonly limit: number;
  readonly queue: number;
}

/**
 * What can be had without the child, where a policy forbids it or PowerShell does not start: one program for each question.
 * Sessions by a PowerShell that uses only what Constrained Language Mode allows: without SIDs, for their look-up is not
 * allowed. `wts` is refused: it needs .NET.
 */
export class OneShot implements Windows {
  readonly #parts: OneShotParts;
  readonly #turns: Turns;
  readonly #wevtutil: Wevtutil;
  #page: Promise<string | undefined> | undefined;
  readonly #programs: Programs;

  constructor(parts: OneShotParts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.queue);
    this.#programs = new Programs(parts.start);
    const { start } = this.#programs;
    this.#wevtutil = new Wevtutil(systemProgram(parts.systemRoot, "wevtutil.exe"), start, parts.limit);
  }

  /** Whether a verb can be answered without any PowerShell: its program is there. */
  isNative(verb: Verb): boolean {
    if (verb === "logons" || verb === "wts") return false;
    return existsSync(systemProgram(this.#parts.systemRoot, verb === "quser" ? "quser.exe" : "wevtutil.exe"));
  }

  greet(): Promise<Greeting> {
    return this.#inTurn(() => this.#greeting());
  }

  ask<V extends Verb>(verb: V, given: Arguments<V>): Promise<Answer<V>> {
    return this.#inTurn(async () => this.#verbs[verb](given));
  }

  /** Kills what runs: its question fails, and so does each one after it. */
  async close(): Promise<void> {
    this.#programs.end();
    await this.#turns.idle();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      try {
        return await work();
      } catch (error) {
        throw this.#programs.isEnded && error instanceof AskError ? new AskError("closed", "it is ended") : error;
      }
    });
  }

  readonly #verbs: { readonly [V in Verb]: (given: Arguments<V>) => Promise<Answer<V>> | Answer<V> } = {
    logons: () => this.#logons(),
    quser: () => this.#quser(),
    wts: () => Promise.reject(new AskError("language", "Add-Type")),
    channels: (given) => this.#wevtutil.channels(given),
    open: (given) => this.#wevtutil.open(given),
    next: (given) => this.#wevtutil.next(given),
    close: (given) => this.#wevtutil.close(given),
  };

  async #greeting(): Promise<Greeting> {
    const [self] = await this.#spoken(greetingText);
    const [version, edition, language, computer, domain, name, windows] = self?.fields ?? [];
    return {
      version: version ?? "",
      edition: edition === "Core" ? "Core" : "Desktop",
      language: language ?? "",
      elevated: await this.#isElevated(),
      computer: computer ?? "",
      account: name ? (domain ? `${domain}\\${name}` : name) : null,
      windows: windows ?? null,
    };
  }

  async #logons(): Promise<Answer<"logons">> {
    const said = await this.#spoken(logonsText);
    const fieldsOf = (word: string): Spoken["fields"][] =>
      said.filter((one) => one.word === word).map((one) => one.fields);
    const logons = fieldsOf("logon").flatMap(([id, type, start, authentication]) =>
      id && type ? [{ id, type: Number(type), start: start ?? null, package: authentication ?? null }] : [],
    );
    const accounts = fieldsOf("account").flatMap(([id, domain, name]) =>
      id && name ? [{ id, domain: domain ?? null, name, sid: null }] : [],
    );
    const problems = fieldsOf("problem").map(([problem]) => problem ?? "unknown");
    const [problem] = problems;
    if (logons.length === 0 && problem !== undefined) throw new AskError("refused", problem);
    return { boot: fieldsOf("boot")[0]?.[0] ?? null, logons, accounts, problems };
  }

  async #quser(): Promise<Answer<"quser">> {
    const path = systemProgram(this.#parts.systemRoot, "quser.exe");
    if (!existsSync(path)) return { found: false, exit: 0, lines: [] };
    this.#page ??= this.#oemPage();
    const page = await this.#page;
    const { output, end } = await this.#run({ path, args: [] });
    const lines = oemText(output, page).split(/\r?\n/);
    return { found: true, exit: end.exit ?? 0, lines: lines.at(-1) === "" ? lines.slice(0, -1) : lines };
  }

  /** Number of the code page that native programs print in; undefined: nobody says. */
  async #oemPage(): Promise<string | undefined> {
    const key = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";
    const said = await this.#native("reg.exe", ["query", key, "/v", "OEMCP"]);
    return said === undefined ? undefined : /\bOEMCP\s+REG_SZ\s+(\d{1,5})\b/.exec(said)?.[1];
  }

  /** By the integrity level of its token: high, or the system's own. Null where it is not told. */
  async #isElevated(): Promise<boolean | null> {
    const said = await this.#native("whoami.exe", ["/groups", "/fo", "csv", "/nh"]);
    const level = said === undefined ? undefined : /"S-1-16-(\d+)"/.exec(said)?.[1];
    return level === undefined ? null : Number(level) >= 12288;
  }

  /** The ASCII of what a program of Windows says; undefined: it does not. */
  async #native(name: string, args: readonly string[]): Promise<string | undefined> {
    try {
      const { output } = await this.#run({ path: systemProgram(this.#parts.systemRoot, name), args });
      return output.toString("latin1");
    } catch (error) {
      if (error instanceof AskError) return undefined;
      throw error;
    }
  }

  async #spoken(text: string): Promise<readonly Spoken[]> {
    const flags = ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"];
    const { output, end } = await this.#run({ path: this.#parts.powershell, args: [...flags, "-Command", text] });
    const said = spoken(output.toString("latin1"));
    if (said === undefined) throw new AskError("crash", end.text);
    return said;
  }

  #run(program: Program): Promise<Said> {
    return runProgram(this.#programs.start, program, this.#parts.limit);
  }
}
