import { type ClientRequest, request as httpRequest, Agent as PlainAgent, type RequestOptions } from "node:http";
import { request as httpsRequest, Agent as SecureAgent } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { WhofluxError } from "../../model/error.ts";
import { basic } from "./credentials.ts";
import type { ServerUrl } from "./server-url.ts";
import { serverUrl } from "./server-url.ts";
import type { InfluxTarget } from "./target.ts";
import { proxyTls, serverTls } from "./tls.ts";

/** The part of a request that does not depend on the way to the server. */
export interface Message {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** A way to the server, with the connections that are kept on it. */
export interface Route {
  /** Begins a request; throws what Node throws for a header that cannot be sent. */
  open(message: Message): ClientRequest;
  /** Ends connections that are still being made, which ending a request does not. */
  abandon(): void;
  close(): void;
}

/** Bytes of headers that are read: InfluxDB 1.x names every bad line, whole, in a header. */
const HEADER_BYTES = 16 * 1024 * 1024;

const keeping = { keepAlive: true, maxFreeSockets: 1 } as const;

/** The way to a server: straight, or through a web proxy: a tunnel for https, else absolute request lines. */
export function routeOf(server: ServerUrl, target: InfluxTarget): Route {
  const tls = server.isSecure ? serverTls(target) : {};
  if (target.proxy === undefined) return straight(server, tls);
  const proxy = serverUrl(target.proxy, "--influx-proxy");
  return server.isSecure ? tunnelled(server, tls, target) : relayed(server, proxy, target);
}

function straight(server: ServerUrl, tls: object): Route {
  const agent = server.isSecure ? new SecureAgent(keeping) : new PlainAgent(keeping);
  return route(server, agent, (message) => ({ ...message, ...tls }));
}

function relayed(server: ServerUrl, proxy: ServerUrl, target: InfluxTarget): Route {
  const login = proxyLogin(target.proxy ?? "");
  const host = server.origin.slice(server.origin.indexOf("//") + 2);
  const agent = proxy.isSecure ? new SecureAgent(keeping) : new PlainAgent(keeping);
  const tls = proxy.isSecure ? proxyTls(target) : {};
  return route(proxy, agent, ({ method, path, headers }) => ({
    method,
    path: server.origin + path,
    headers: { ...headers, Host: host, ...(login && { "Proxy-Authorization": login }) },
    ...tls,
  }));
}

function tunnelled(server: ServerUrl, tls: object, target: InfluxTarget): Route {
  proxyLogin(target.proxy ?? "");
  const agent = new Tunnel(target.proxy ?? "", { ...keeping, ...(proxyTls(target) as object) });
  return route(server, agent, (message) => ({ ...message, ...tls }));
}

/** What the URL of a proxy has of credentials, as a header has them. Throws E_USAGE for an escape that is none. */
function proxyLogin(url: string): string | undefined {
  const { username, password } = new URL(url);
  if (username === "" && password === "") return undefined;
  try {
    return basic(decodeURIComponent(username), decodeURIComponent(password));
  } catch (cause) {
    const cure = "write a percent sign as %25";
    throw new WhofluxError("E_USAGE", "user or password cannot be read", { path: "--influx-proxy", cure, cause });
  }
}

function route(peer: ServerUrl, agent: PlainAgent, optionsOf: (message: Message) => RequestOptions): Route {
  const request = peer.isSecure ? httpsRequest : httpRequest;
  return {
    open: (message) =>
      request({
        ...optionsOf(message),
        // Told, or the package for tunnels would guess it from the stack, and find no kept connection again.
        protocol: peer.isSecure ? "https:" : "http:",
        hostname: peer.host,
        port: peer.port,
        agent,
        maxHeaderSize: HEADER_BYTES,
      }),
    abandon: () => {
      if (agent instanceof Tunnel) agent.abandon();
    },
    close: () => agent.destroy(),
  };
}

/** A tunnel that can be given up while the proxy is still silent; the package would wait for ever. */
class Tunnel extends HttpsProxyAgent<string> {
  readonly #making = new Set<AbortController>();

  abandon(): void {
    for (const one of this.#making) one.abort();
  }

  override async connect(...[request, options]: Parameters<Connect>): ReturnType<Connect> {
    const making = new AbortController();
    this.#making.add(making);
    this.connectOpts = { ...this.connectOpts, signal: making.signal };
    try {
      return await super.connect(request, options);
    } finally {
      this.#making.delete(making);
    }
  }
}

type Connect = HttpsProxyAgent<string>["connect"];
