import { WhofluxError } from "../model/error.ts";
import type { Verdict } from "./detect.ts";

/** What is known of a file when no record is found in it. */
export interface UnknownFile {
  readonly path: string;
  /** The bytes that were looked at: the first ones, or those behind nothing but zeros. */
  readonly head: Uint8Array;
  /** Bytes of the file up to the end of these. */
  readonly size: number;
  /** Whether the file ends there. */
  readonly isWhole: boolean;
  readonly verdict: Verdict;
}

const SMALLEST_RECORD = 3;

/** The error that tells best why a file gives no records. */
export function unknownFile({ path, head, size: bytes, isWhole, verdict }: UnknownFile): WhofluxError {
  const size = isWhole ? `${bytes} bytes` : `at least ${bytes} bytes`;
  if (isWhole && head.length < SMALLEST_RECORD) {
    return new WhofluxError("E_FORMAT", "too short for any record", {
      path,
      found: plural(head.length),
      expected: "3 bytes or more",
    });
  }
  if (head.every((byte) => byte === 0)) {
    return new WhofluxError("E_FORMAT", "nothing but zero bytes", {
      path,
      found: size,
      cure: "erased or never written; `--layout NAME` reads every slot as an EMPTY record",
    });
  }
  if (head.every((byte) => byte === 0xff)) {
    return new WhofluxError("E_FORMAT", "nothing but 0xff bytes", {
      path,
      found: size,
      cure: "this is how erased flash memory looks; take another copy of the file",
    });
  }
  if (/^(?:\xef\xbb\xbf|\xff\xfe)?\s*</.test(Buffer.from(head.subarray(0, 64)).toString("latin1"))) {
    return new WhofluxError("E_FORMAT", "no login records found", {
      path,
      found: "XML",
      cure: "`--layout windows-events` reads events of Windows",
    });
  }
  const [nearest] = verdict.candidates;
  return new WhofluxError("E_FORMAT", "no login records found", {
    path,
    expected: "a layout of utmp, wtmp, btmp, lastlog, faillog or utx, a wtmpdb or lastlog2 database, or utmpdump text",
    found:
      nearest === undefined
        ? size
        : `${size}; nearest is ${nearest.layout.name} with ${nearest.good} of ${nearest.good + nearest.bad} records`,
    cure: "`--explain` shows the candidates, `--layout NAME` overrides",
  });
}

function plural(bytes: number): string {
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}
