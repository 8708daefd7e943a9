import { gzip } from "node:zlib";
import { InfluxDB, setLogger } from "@influxdata/influxdb-client";
import type { Answer } from "./answer.ts";
import type { Message } from "./proxy.ts";
import type { Requests } from "./request.ts";
import type { ServerUrl } from "./server-url.ts";
import type { InfluxTarget } from "./target.ts";

/** Bytes below which a body is not worth compressing. */
const GZIP_FROM = 1000;
/** Lines get as small as they do at the client's level 6 but for a twentieth, in half the time. */
const GZIP_LEVEL = 1;

// What happens is told by outcomes; the client would say it on stdout and stderr as well.
setLogger({ error: () => undefined, warn: () => undefined });

/** What the client hands to the function that it takes for `http.request`. */
interface ClientMessage extends Message {
  readonly headers: Record<string, string | number>;
}

/** What is sent behind the headers, and what they say of it. */
interface Body {
  readonly bytes: Uint8Array;
  readonly headers: ClientMessage["headers"];
}

/**
 * The official client, as far as it goes: it puts path, headers and body together. Its HTTP function is ours, for
 * its own has no deadline and no bounds, and its errors do not keep the answer. One request at a time.
 */
export class Transport {
  readonly #client: InfluxDB["transport"];
  #answer: Answer | undefined;

  constructor(server: ServerUrl, { compression }: Pick<InfluxTarget, "compression">, requests: Requests) {
    const packed = compression === "gzip" ? compressed : async (message: Body): Promise<Body> => message;
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
          const sending = packed({ bytes, headers }).then((ready) =>
            requests.send(
              { method, path, headers: { ...ready.headers, "content-length": ready.bytes.length } },
              ready.bytes,
            ),
          );
          sending.then(
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
      const options = { method, headers: { ...headers }, gzipThreshold: Number.POSITIVE_INFINITY };
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

function compressed({ bytes, headers }: Body): Promise<Body> {
  if (bytes.length < GZIP_FROM) return Promise.resolve({ bytes, headers });
  return new Promise((resolve, reject) => {
    gzip(bytes, { level: GZIP_LEVEL }, (error, packed) => {
      if (error === null) resolve({ bytes: packed, headers: { ...headers, "content-encoding": "gzip" } });
      else reject(error);
    });
  });
}
