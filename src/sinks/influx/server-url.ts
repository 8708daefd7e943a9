import { WhofluxError } from "../../model/error.ts";

/** The address of a server, taken apart once. */
export interface ServerUrl {
  /** `http://127.0.0.1:8086/below`: without user, password, query, fragment and slash at the end. */
  readonly text: string;
  readonly isSecure: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** The scheme and host as a `Host` header and an absolute request line have them. */
  readonly origin: string;
}

/**
 * Reads an address of http or https. What could be secret in it is left out for good, and so is `/api/v2` at its end, which
 * belongs to the path of a write. Throws E_USAGE, without the text, for what is no such address.
 */
export function serverUrl(text: string, option: string): ServerUrl {
  if (!URL.canParse(text)) throw noAddress(option);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw noAddress(option);
  const isSecure = url.protocol === "https:";
  const path = url.pathname.replace(/\/+$/, "").replace(/\/api\/v2$/, "");
  const origin = `${url.protocol}//${url.host}`;
  return {
    text: origin + path,
    isSecure,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? (isSecure ? 443 : 80) : Number(url.port),
    origin,
  };
}

function noAddress(option: string): WhofluxError {
  return new WhofluxError("E_USAGE", "not the address of a server", {
    path: option,
    expected: "http:// or https://, a host and perhaps a port",
  });
}
