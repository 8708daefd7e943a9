import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A web proxy on loopback. */
export interface WebProxy {
  readonly url: string;
  readonly port: number;
  /** The first line of each request, and the credentials it came with. */
  readonly asked: readonly { readonly line: string; readonly login: string | undefined }[];
  open(): number;
  stop(): Promise<void>;
}

/** How a proxy is to behave. */
export interface ProxyManners {
  /** `user:password` that it wants. */
  readonly login?: string;
  /** Takes every connection and says nothing. */
  readonly isSilent?: true;
}

/** Starts one that makes tunnels and passes absolute requests on. */
export async function startProxy({ login, isSilent }: ProxyManners = {}): Promise<WebProxy> {
  const asked: { line: string; login: string | undefined }[] = [];
  const sockets = new Set<Duplex>();
  const isWelcome = ({ method, url, headers }: IncomingMessage): boolean => {
    const [, code = ""] = headers["proxy-authorization"]?.split(" ") ?? [];
    const given = code === "" ? undefined : Buffer.from(code, "base64").toString();
    asked.push({ line: `${method} ${url}`, login: given });
    return given === login;
  };
  const server = createServer((request, response) => {
    if (isSilent) return;
    if (!isWelcome(request)) return void response.writeHead(407).end("credentials, please");
    const { "proxy-authorization": _, ...headers } = request.headers;
    const onward = forward(request.url ?? "", { method: request.method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    request.pipe(onward);
  });
  server.on("connect", (request: IncomingMessage, client: Duplex) => {
    client.on("error", () => undefined);
    if (isSilent) {
      // Nobody else would notice that the client goes.
      client.resume().on("end", () => client.destroy());
      return;
    }
    if (!isWelcome(request)) return void client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const [host, port] = (request.url ?? "").split(":");
    const server: Socket = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    server.on("error", () => client.destroy());
    client.on("close", () => server.destroy());
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    open: () => sockets.size,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
