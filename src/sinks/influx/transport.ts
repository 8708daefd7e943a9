import { InfluxDB, setLogger } from "@influxdata/influxdb-client";
import type { Answer } from "./answer.ts";
import type { Message } from "./proxy.ts";
import type { Requests } from "./request.ts";
import type { ServerUrl } from "./server-url.ts";
import type { InfluxTarget } from "./target.ts";

/** Bytes below which a body is not worth compressing. */
const GZIP_FROM = 1000;

// What happens is told by outcomes; the client would say it on stdout and stderr as well.
setLogger({ error: () => undefined, warn: () => undefined });

/** What the client hands to the function that it takes for `http.request`. */
interface ClientMessage extends Message {
  readonly headers: Record<string, string | number>;
}

/**
 * The official client, as far as it goes: it puts path, headers and compressed body together. Its HTTP function is ours, for
 * its own has no deadline and no bounds, and its errors do not keep the answer. One request at a time.
 */
export class Transport {
  readonly #client: InfluxDB["transport"];
  readonly #gzipThreshold: number;
  #answer: Answer | undefined;

  constructor(server: ServerUrl, { compression }: Pick<InfluxTarget, "compression">, requests: Requests) {
    this.#gzipThreshold = compression === "gzip" ? GZIP_FROM : Number.POSITIVE_INFINITY;
    const request = (message: ClientMessage, respond: (response: object) => void): object => {
      const body: Uint8Array[] = [];
      let fail: (error: unknown) => void = () => undefined;
      return {
        on: (event: string, listener: (error: unknown) => void) => {
          if (event === "error") fail = listener;
        },
        write: (chunk: Uint8Array) => body.push(chunk),
        end: () => {
          const { method, path, headers } = message;
          const bytes = body.length === 1 && body[0] !== undefined ? body[0] : Buffer.concat(body);
          requests.send({ method, path, headers: { ...headers, "content-length": bytes.length } }, bytes).then(
            (answer) => {
              this.#answer = answer;
              respond(silence);
            },
            (error: unknown) => fail(error),
          );
        },
      };
    };
    this.#client = new InfluxDB({
      url: server.text,
      headers: { "User-Agent": "whoflux", "Accept-Encoding": "identity" },
      transportOptions: { "follow-redirects": { http: { request }, https: { request } } },
    }).transport;
  }

  /** Posts lines, compressed as the target says; rejects as `Requests.send` does. */
  post(path: string, text: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send(path, text, "POST", { "content-type": "text/plain; charset=utf-8", ...headers });
  }

  /** Asks for a page; rejects as `Requests.send` does. */
  get(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send(path, "", "GET", headers);
  }

  #send(
    path: string,
    text: string,
    method: "GET" | "POST",
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    this.#answer = undefined;
    return new Promise((resolve, reject) => {
      const complete = (): void => {
        if (this.#answer === undefined) reject(new Error("the client has no answer"));
        else resolve(this.#answer);
      };
      const options = { method, headers: { ...headers }, gzipThreshold: this.#gzipThreshold };
      this.#client.send(path, text, options, { complete, error: reject, next: () => undefined });
    });
  }
}

/** What the client sees of every answer: that it was one. What it said is kept beside. */
const silence = {
  statusCode: 204,
  headers: {},
  on(event: string, listener: () => void): void {
    if (event === "end") queueMicrotask(listener);
  },
};
