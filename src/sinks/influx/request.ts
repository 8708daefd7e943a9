import type { ClientRequest, IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import type { Message, Route } from "./proxy.ts";

/** Bytes of an answer that are read: a server that names every line of a batch stays below. */
const ANSWER_BYTES = 16 * 1024 * 1024;

/** A request that was ended before its answer was there. */
export class Ended extends Error {
  readonly why: "deadline" | "closed";

  constructor(why: "deadline" | "closed") {
    super(why === "deadline" ? "no whole answer in time" : "ended here");
    this.why = why;
  }
}

/**
 * Sends requests one after the other over one route. Each has one deadline, from connecting to the last byte of the answer;
 * what is late, endless or closed is destroyed with its connection.
 */
export class Requests {
  readonly #route: Route;
  readonly #timeout: number;
  #end: ((error: Error) => void) | undefined;
  #isClosed = false;

  /** `timeout` is in milliseconds. */
  constructor(route: Route, timeout: number) {
    this.#route = route;
    this.#timeout = timeout;
  }

  /**
   * Sends one and waits for its answer; rejects with the error of the network or of TLS, or with `Ended`. A kept connection
   * that the server had closed meanwhile is no reason to fail: the request goes out again, once.
   */
  async send(message: Message, body: Uint8Array): Promise<Answer> {
    if (this.#isClosed) throw new Ended("closed");
    let request: ClientRequest | undefined;
    let late: ReturnType<typeof setTimeout> | undefined;
    const ended = new Promise<never>((_, reject) => {
      this.#end = reject;
      late = setTimeout(() => reject(new Ended("deadline")), this.#timeout);
    });
    // What loses the race fails with nobody waiting for it.
    ended.catch(() => undefined);
    const attempt = async (): Promise<Answer> => {
      request = this.#route.open(message);
      return exchange(request, body);
    };
    const answered = attempt().catch((error: unknown) => {
      if (request?.reusedSocket !== true || !isReset(error) || this.#end === undefined) throw error;
      return attempt();
    });
    answered.catch(() => undefined);
    try {
      return await Promise.race([answered, ended]);
    } catch (error) {
      request?.destroy();
      this.#route.abandon();
      throw error;
    } finally {
      this.#end = undefined;
      clearTimeout(late);
    }
  }

  /** Ends what is under way and lets the connections go. */
  close(): void {
    this.#isClosed = true;
    this.#end?.(new Ended("closed"));
    this.#route.close();
  }
}

function exchange(request: ClientRequest, body: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isFromProxy = false;
    let isAnswered = false;
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      isFromProxy = statusCode !== 200;
    });
    request.on("error", reject);
    // Before the end of the answer too, where the end of the connection is the end of the answer.
    request.on("close", () => {
      if (!isAnswered) reject(new Error("the connection was closed without an answer"));
    });
    request.on("response", (response) => {
      isAnswered = true;
      read(response).then(({ body: text, isWhole }) => {
        // An answer in the middle of the request, or without an end: the connection is of no use any more.
        if (!isWhole || !request.writableFinished) request.destroy();
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: text, isWhole, isFromProxy });
      }, reject);
    });
    request.end(body);
  });
}

/** Reads a body up to its end, or as far as it is read at all. */
function read(response: IncomingMessage): Promise<Pick<Answer, "body" | "isWhole">> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const body = (): string => Buffer.concat(chunks).toString("utf8");
    response.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= ANSWER_BYTES) chunks.push(chunk);
      else {
        response.removeAllListeners("data");
        resolve({ body: body(), isWhole: false });
      }
    });
    response.on("end", () => resolve({ body: body(), isWhole: true }));
    response.on("error", reject);
  });
}

/** A connection that the other side let go; `socket hang up` has the first code too. */
function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}
