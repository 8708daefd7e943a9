import { X509Certificate } from "node:crypto";
import { createSecureContext, rootCertificates } from "node:tls";
import { WhofluxError } from "../../model/error.ts";
import type { InfluxTarget } from "./target.ts";

/** What connections are secured with. Certificates are always checked, whatever the environment says. */
export interface Tls {
  readonly rejectUnauthorized: true;
  readonly ca?: string | readonly string[];
  readonly cert?: string;
  readonly key?: string;
}

/**
 * What secures the way to the server: the CA given takes the place of the system's. Throws E_USAGE for PEM texts that cannot
 * be used, which Node would find out at the first connection, or (a CA) never.
 */
export function serverTls({ tls: { ca, certificate, key } }: InfluxTarget): Tls {
  if (ca !== undefined) refuse("--influx-ca-file", "no certificate can be read", () => certificatesOf(ca));
  if (certificate !== undefined && key === undefined) throw oneWithoutOther("--influx-key-file");
  if (certificate === undefined && key !== undefined) throw oneWithoutOther("--influx-certificate-file");
  if (certificate === undefined || key === undefined) return { rejectUnauthorized: true, ...(ca && { ca }) };
  refuse("--influx-certificate-file", "certificate and key cannot be used", () => {
    createSecureContext({ cert: certificate, key });
  });
  return { rejectUnauthorized: true, ...(ca && { ca }), cert: certificate, key };
}

/** What secures the way to a web proxy: never the client's certificate, and the CA given beside the usual ones. */
export function proxyTls({ tls: { ca } }: InfluxTarget): Tls {
  return { rejectUnauthorized: true, ...(ca && { ca: [...rootCertificates, ca] }) };
}

function certificatesOf(pem: string): void {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (blocks === null) throw new Error("no certificate in it");
  for (const block of blocks) new X509Certificate(block);
}

function refuse(option: string, problem: string, attempt: () => void): void {
  try {
    attempt();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new WhofluxError("E_USAGE", problem, { path: option, expected: "a PEM file", found, cause });
  }
}

function oneWithoutOther(option: string): WhofluxError {
  return new WhofluxError("E_USAGE", "a certificate and its key go together", { path: option, cure: "give both" });
}
