import * as fc from "fast-check";
import { cellBytes } from "../kit/hostile.ts";
import type { LoginFile, LoginRow } from "./naive.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Few names that come often, near each other in all the ways that a table could take for equal. */
const near = fc.constantFrom(
  ...["", "a", "b", "root", "root\0", "roota", "0123456789abcdef", "0123456789abcdefg", "x".repeat(79)],
  ...["x".repeat(80), "x".repeat(81), `${"x".repeat(80)}y`, "x".repeat(32), "x".repeat(48), "x".repeat(64)],
);

const text = fc.oneof({ weight: 3, arbitrary: near.map(bytes) }, { weight: 1, arbitrary: cellBytes });

const address = fc.oneof(
  fc.constantFrom("7f000001", "00000000", "20010db8000000000000000000000001", "00000000000000000000ffffc0000201"),
  fc.constant("20010db8".repeat(4)),
);

/** Within what a JavaScript Date can say; mostly near each other. */
const time = fc.oneof(
  fc.bigInt({ min: 1_700_000_000_000_000n, max: 1_700_040_000_000_000n }),
  fc.constantFrom(0n, -1n, 3_600_000_000n, 3_599_999_999n, -3_600_000_000n, -3_600_000_001n),
  fc.bigInt({ min: -8_640_000_000_000_000_000n, max: 8_640_000_000_000_000_000n }),
);

const types = ["EMPTY", "BOOT_TIME", "INIT_PROCESS", "LOGIN_PROCESS", "USER_PROCESS", "DEAD_PROCESS"] as const;

/** One record, any cell of it absent. */
export const loginRow: fc.Arbitrary<LoginRow> = fc.record(
  {
    type: fc.oneof({ weight: 2, arbitrary: fc.constant("USER_PROCESS" as const) }, fc.constantFrom(...types)),
    user: text,
    line: text,
    host: text,
    addr: address.map((hex) => Uint8Array.from(Buffer.from(hex, "hex"))),
    time,
    count: fc.integer({ min: -3, max: 32767 }),
  },
  { requiredKeys: [] },
);

/** Files of any nature. */
export const loginFiles: fc.Arbitrary<LoginFile[]> = fc.array(
  fc.record({
    nature: fc.constantFrom("history", "moments", "failed", "last-login", "failures"),
    rows: fc.array(loginRow, { maxLength: 60, size: "max" }),
  }),
  { maxLength: 4, size: "max" },
);
