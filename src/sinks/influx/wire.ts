import { type Route, routeOf } from "./proxy.ts";
import { Requests } from "./request.ts";
import type { ServerUrl } from "./server-url.ts";
import type { InfluxTarget } from "./target.ts";
import { Transport } from "./transport.ts";

/** A kept connection to the server, for one request at a time. */
export class Wire {
  readonly transport: Transport;
  readonly #requests: Requests;

  constructor(server: ServerUrl, target: InfluxTarget) {
    const route: Route = routeOf(server, target);
    this.#requests = new Requests(route, target.timeout);
    this.transport = new Transport(server, target, this.#requests);
  }

  /** Ends what is under way and lets the connection go. */
  close(): void {
    this.#requests.close();
  }
}
