import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { Chance } from "../kit/chance.ts";

/** How the way to the server is: good; now and then broken; or there is none. */
export type Weather = "fair" | "stormy" | "down";

/**
 * A way to a server that loses things as networks do: requests before the server sees them, and answers to what the server
 * has stored.
 */
export class UnreliableProxy {
  weather: Weather = "fair";
  readonly #server: Server;
  readonly #target: URL;
  readonly #chance: Chance;

  private constructor(target: string, chance: Chance) {
    this.#target = new URL(target);
    this.#chance = chance;
    this.#server = createServer((asked, answer) => this.#meet(asked, answer));
  }

  /** Opens a way to the server at `target`. */
  static async open(target: string, chance: Chance): Promise<UnreliableProxy> {
    const proxy = new UnreliableProxy(target, chance);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #meet(asked: IncomingMessage, answer: ServerResponse): void {
    const luck = this.weather === "stormy" ? this.#chance.between(1, 10) : 10;
    if (this.weather === "down" || luck === 1) asked.socket.destroy();
    else if (luck === 2) refuse(asked, answer, 503);
    else if (luck === 3) refuse(asked, answer, 500);
    else this.#pass(asked, answer, luck === 4 ? "lost" : "told");
  }

  #pass(asked: IncomingMessage, answer: ServerResponse, fate: "lost" | "told"): void {
    const { hostname, port } = this.#target;
    const { method, url: path, headers } = asked;
    const onward = request({ hostname, port, method, path, headers, agent: false }, (answered) => {
      if (fate === "lost") {
        answered.resume();
        answered.on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    onward.on("error", () => asked.socket.destroy());
    asked.pipe(onward);
  }
}

function refuse(asked: IncomingMessage, answer: ServerResponse, status: number): void {
  asked.resume();
  asked.on("end", () => answer.writeHead(status, { "retry-after": "0" }).end("not now"));
}
