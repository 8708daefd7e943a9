import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { gunzipSync } from "node:zlib";

/** A request as it came, its body unpacked. */
export interface Taken {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
  readonly lines: readonly string[];
  /** Counts connections from 1: two requests of one number came over one. */
  readonly connection: number;
}

/** What a scripted server does with a request. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds before it answers. */
  readonly wait?: number;
  /**
   * What goes wrong: `silent`: never an answer; `dribble`: a byte of the body now and then, for ever; `endless`: a body as
   * fast as it is read, for ever; `reset`: the connection is cut without an answer; `half`: cut in the middle of the body;
   * `half-closed`: its side of the connection ends, without an answer.
   */
  readonly how?: "silent" | "dribble" | "endless" | "reset" | "half" | "half-closed";
  /** Bytes that go out before the answer, or `how` being `half-closed`, instead of it. */
  readonly raw?: string;
}

/** A server that does what a test says. */
export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly Taken[];
  /** Connections that are open now. */
  open(): number;
  /** Cuts all connections that have no request. */
  cut(): void;
  stop(): Promise<void>;
}

const PLAY_PAUSE = 10;

/** Starts one on loopback; `play` decides about each request. With `tls` it speaks https. */
export async function startScripted(
  play: (taken: Taken, index: number) => Reply,
  tls?: ServerOptions,
): Promise<ScriptedServer> {
  const requests: Taken[] = [];
  const sockets = new Map<Socket, number>();
  const timers = new Set<ReturnType<typeof setInterval>>();
  const listener: RequestListener = (request, response) => {
    void take(request, sockets.get(plainSocket(request)) ?? 0).then(async (taken) => {
      requests.push(taken);
      const reply = play(taken, requests.length - 1);
      if (reply.wait !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.wait));
      answer(reply, response, timers);
    });
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.on("tlsClientError", () => undefined);
  let connections = 0;
  server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
    connections += 1;
    sockets.set(socket, connections);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    port,
    requests,
    open: () => sockets.size,
    cut: () => server.closeIdleConnections(),
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const socket of sockets.keys()) socket.destroy();
      await closed;
    },
  };
}

const plainSocket = (request: IncomingMessage): Socket => request.socket;

async function take(request: IncomingMessage, connection: number): Promise<Taken> {
  const chunks: Uint8Array[] = [];
  request.on("error", () => undefined);
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  const text = (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const { method = "", url: path = "", headers } = request;
  return { method, path, headers, text, lines, connection };
}

function answer(reply: Reply, response: ServerResponse, timers: Set<ReturnType<typeof setInterval>>): void {
  const { status = 204, headers = {}, body = "", how, raw } = reply;
  const { socket } = response;
  if (raw !== undefined) socket?.write(raw);
  if (how === "silent") return;
  if (how === "reset") return void socket?.destroy();
  if (how === "half-closed") return void socket?.end();
  if (how === undefined) return void response.writeHead(status, headers).end(body);
  if (how === "half") {
    response.writeHead(status, { ...headers, "Content-Length": String(body.length + 1000) });
    response.write(body, () => socket?.destroy());
    return;
  }
  response.writeHead(status, headers);
  response.on("error", () => undefined);
  if (how === "dribble") {
    const timer = setInterval(() => response.write("."), PLAY_PAUSE);
    timers.add(timer);
    response.on("close", () => clearInterval(timer));
    return;
  }
  const chunk = Buffer.alloc(1 << 20, "x");
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
}
