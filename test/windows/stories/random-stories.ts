import * as fc from "fast-check";

/** What histories are made of. */
export interface Mixture {
  /** Words of events, as stories write them. */
  readonly kinds: readonly string[];
  /** Microseconds between two events. */
  readonly steps: readonly number[];
  readonly computers?: readonly string[];
}

/** Everything there is, close together and far apart. */
export const wild: Mixture = {
  kinds: [
    ...["4624", "4624", "4624", "4624", "4625", "4626", "4634", "4634", "4647", "4648", "4672", "4778", "4779"],
    ...["4800", "4801", "4802", "4803", "4608", "1102", "104", "lsm21", "lsm21", "lsm22", "lsm23", "lsm24", "lsm25"],
    ...["lsm39", "lsm40", "rcm1149", "rdp131", "winlogon7001", "winlogon7002", "kernel12", "kernel13", "log6005"],
    ...["log6006", "log6008", "user1074"],
  ],
  steps: [0, 0, 1, 300, 20_000, 900_000, 3_000_000, 9_999_999, 10_000_000, 10_000_001, 40_000_000, 400_000_000],
};

/** What the oracle knows, so far apart that nothing is seen together. */
export const simple: Mixture = {
  kinds: ["4624", "4624", "4624", "4634", "4647", "4778", "4779", "kernel12", "kernel13"],
  steps: [11_000_000, 70_000_000, 400_000_000, 7_200_000_000],
};

const START = Date.UTC(2026, 2, 1) * 1000;

/** Stories of up to `length` events of one mixture, in the order of their times. */
export function histories({ kinds, steps, computers = ["pc7"] }: Mixture, length = 60): fc.Arbitrary<string> {
  const entry = fc.record({
    kind: fc.constantFrom(...kinds),
    user: fc.constantFrom("CORP\\anna", "CORP\\bernd", "AzureAD\\chiyo"),
    id: fc.constantFrom("0x10", "0x11", "0x12", "0x13", "0x3e7"),
    linked: fc.constantFrom("0x0", "0x0", "0x10", "0x11"),
    type: fc.constantFrom("2", "3", "7", "10", "11"),
    ts: fc.constantFrom("1", "2", "3"),
    ip: fc.constantFrom("", "LOCAL", "192.0.2.1", "198.51.100.2", "::1"),
    reason: fc.constantFrom("0", "5", "11", "12"),
    computer: fc.constantFrom(...computers),
    step: fc.constantFrom(...steps),
  });
  return fc.array(entry, { maxLength: length, size: "max" }).map((entries) => {
    let time = START;
    const lines = entries.map(({ kind, step, user, computer, ...words }) => {
      time += step;
      const moment = new Date(Math.floor(time / 1000)).toISOString();
      const fraction = String(time % 1_000_000).padStart(6, "0");
      const fields = Object.entries(words).map(([name, value]) => `${name}=${value}`);
      return `${moment.slice(5, 10)} ${moment.slice(11, 19)}.${fraction} ${kind} user=${user} port=50000 @${computer} ${fields.join(" ")}`;
    });
    return lines.join("\n");
  });
}
