import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, as PEM texts. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Certificates for tests on loopback, each wrong in one way or in none. */
export interface Certificates {
  readonly ca: string;
  /** For 127.0.0.1 and localhost. */
  readonly server: Pair;
  readonly otherHost: Pair;
  readonly expired: Pair;
  readonly client: Pair;
  /** By another CA of the same name. */
  readonly strangeCa: string;
}

/** Makes them with `openssl`, in a folder that is gone when this returns. */
export function makeCertificates(openssl: string): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "whoflux-certificates-"));
  try {
    const run = (...args: readonly string[]): void => {
      execFileSync(openssl, args, { cwd: folder, stdio: "pipe" });
    };
    const text = (name: string): string => readFileSync(join(folder, name), "utf8");
    const key = (name: string): void =>
      run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${name}.key`);
    const authority = (name: string): string => {
      key(name);
      run("req", "-x509", "-new", "-key", `${name}.key`, "-subj", "/CN=Test CA", "-days", "30", "-out", `${name}.crt`);
      return text(`${name}.crt`);
    };
    const pair = (name: string, subject: string, ...validity: readonly string[]): Pair => {
      key(name);
      run("req", "-new", "-key", `${name}.key`, "-subj", `/CN=${name}`, "-out", `${name}.csr`);
      writeFileSync(join(folder, "extensions"), `subjectAltName=${subject}\n`);
      const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "extensions"];
      run("x509", "-req", "-in", `${name}.csr`, ...signed, ...validity, "-out", `${name}.crt`);
      return { cert: text(`${name}.crt`), key: text(`${name}.key`) };
    };
    const month = ["-days", "30"];
    const ca = authority("ca");
    return {
      ca,
      server: pair("server", "IP:127.0.0.1,DNS:localhost", ...month),
      otherHost: pair("other", "DNS:other.example", ...month),
      // Ends before it begins: openssl takes a negative number of days.
      expired: pair("expired", "IP:127.0.0.1", "-days", "-1"),
      client: pair("client", "DNS:client.example", ...month),
      strangeCa: authority("strange"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
