import { renderError } from "../../model/error.ts";
import { shortened } from "./answer.ts";
import type { Postponed } from "./meaning.ts";
import { Ended } from "./request.ts";

interface Row {
  readonly code: RegExp;
  readonly nature: Postponed["nature"];
  readonly problem: string;
  readonly cure?: string;
}

//  Codes of Node and OpenSSL; the first row that fits decides.
const rows: readonly Row[] = [
  {
    code: /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/,
    nature: "configuration",
    problem: "the certificate of the server is not valid now",
    cure: "renew it, or set the clock of this machine",
  },
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$|^HOSTNAME_MISMATCH$/,
    nature: "configuration",
    problem: "the certificate of the server is for another host",
    cure: "give the name that it is for in --influx-url",
  },
  {
    code: /SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_|^INVALID_CA$|^INVALID_PURPOSE$|^PATH_LENGTH_EXCEEDED$/,
    nature: "configuration",
    problem: "the certificate of the server is not trusted here",
    cure: "give the certificate of its CA in --influx-ca-file",
  },
  {
    code: /^ERR_SSL_.*ALERT|^ERR_SSL_.*HANDSHAKE_FAILURE/,
    nature: "configuration",
    problem: "the server refuses the secure connection",
    cure: "check --influx-certificate-file and --influx-key-file",
  },
  {
    code: /^EPROTO$|^ERR_SSL_/,
    nature: "configuration",
    problem: "no secure connection to the server",
    cure: "check whether --influx-url should begin with http://",
  },
  {
    code: /^ERR_INVALID_CHAR$|^ERR_HTTP_INVALID_HEADER_VALUE$/,
    nature: "configuration",
    problem: "the credentials have characters that no request can carry",
    cure: "check --influx-token-file",
  },
  {
    code: /^HPE_/,
    nature: "configuration",
    problem: "what answers does not speak HTTP",
    cure: "check --influx-url",
  },
  { code: /^ECONNREFUSED$/, nature: "trouble", problem: "nothing listens there" },
  { code: /^ENOTFOUND$|^EAI_/, nature: "trouble", problem: "the name of the host is not known" },
  { code: /^ECONNRESET$|^EPIPE$/, nature: "trouble", problem: "the connection was cut" },
  { code: /(?:)/, nature: "trouble", problem: "no connection to the server" },
];

const patience = "give a slow server more time with --influx-timeout";

/** What it means when no answer came; `timeout` in milliseconds is what was waited at most. */
export function failureOf(error: unknown, name: string, timeout: number): Postponed {
  if (error instanceof Ended) {
    const reason =
      error.why === "closed"
        ? renderError("E_SINK", "ended before it answered", { path: name })
        : renderError("E_SINK", "no whole answer in time", { path: name, found: `${timeout} ms`, cure: patience });
    return { kind: "later", nature: "trouble", reason };
  }
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? "");
  const row = rows.find((one) => one.code.test(code));
  const found = shortened(error instanceof Error && error.message !== "" ? error.message : code);
  const facts = { path: name, ...(found !== "" && { found }), ...(row?.cure !== undefined && { cure: row.cure }) };
  const reason = renderError("E_SINK", row?.problem ?? "no connection to the server", facts);
  return { kind: "later", nature: row?.nature ?? "trouble", reason };
}
