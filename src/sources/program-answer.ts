import { WhofluxError } from "../model/error.ts";

/** Milliseconds that all questions of one snapshot may take together. */
const LIMIT = 2000;

/** A session's answer has some 1,500 bytes. */
const MAX_ANSWER = 16 * 1024 * 1024;

/** Questions to programs that answer in JSON, under one deadline. Loads execa (60 ms) at the first one. */
export class Asking {
  readonly #deadline = AbortSignal.timeout(LIMIT);

  /** What the program prints. Throws E_SOURCE: no answer in time, an exit code, no JSON. */
  async json(program: string, args: readonly string[]): Promise<unknown> {
    const { execa } = await import("execa");
    const { stdout, stderr, failed, isCanceled, isMaxBuffer, exitCode, signal, cause } = await execa(program, args, {
      stdin: "ignore",
      // Nothing of our environment has a say in where the answer comes from, or in which language.
      env: { LC_ALL: "C" },
      extendEnv: false,
      reject: false,
      cancelSignal: this.#deadline,
      killSignal: "SIGKILL",
      maxBuffer: MAX_ANSWER,
      windowsHide: true,
    });
    if (isCanceled)
      throw new WhofluxError("E_SOURCE", `${program} does not answer`, { expected: `within ${LIMIT} ms` });
    if (isMaxBuffer) throw new WhofluxError("E_SOURCE", `${program} answers more than ${MAX_ANSWER} bytes`);
    if (failed) {
      const [said = ""] = stderr.split("\n");
      const end = exitCode === undefined ? (signal ?? "no start") : `exit code ${exitCode}`;
      const found = said === "" ? end : `${end}, ${said}`;
      throw new WhofluxError("E_SOURCE", `${program} fails`, { found, cause });
    }
    return parsed(program, stdout);
  }
}

function parsed(program: string, answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (cause) {
    throw new WhofluxError("E_SOURCE", `${program} does not answer in JSON`, { cause });
  }
}
