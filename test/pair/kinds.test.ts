import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { typeNumber } from "./histories.ts";
import { pairPieces } from "./paired.ts";

type Kind = readonly [kind: string | undefined, loginType: string];

/** What a line and a host say. */
const table: readonly (readonly [line: string, host: string, kind: string | undefined, loginType: string])[] = [
  ["tty1", "", "tty", "local"],
  ["tty1", "192.0.2.1", "tty", "remote"],
  ["ttyS0", "", "tty", "local"],
  ["ttyUSB0", "", "tty", "local"],
  ["ttyv0", "", "tty", "local"],
  ["ttyu0", "", "tty", "local"],
  ["ttyC0", "", "tty", "local"],
  ["ttyE1", "", "tty", "local"],
  ["hvc0", "", "tty", "local"],
  ["lft0", "", "tty", "local"],
  ["xvc0", "", "tty", "local"],
  ["console", "", "console", "local"],
  ["consoles", "", undefined, "local"],
  ["pts/0", "", "pty", "local"],
  ["pts/12", "host.example.org", "pty", "remote"],
  ["pts/3", "192.0.2.1", "pty", "remote"],
  ["pts/3", "::1", "pty", "remote"],
  ["pts/3", "::ffff:192.0.2.1", "pty", "remote"],
  ["pts/3", "2001:db8::1", "pty", "remote"],
  ["ttyp0", "", "pty", "local"],
  ["ttyq9", "192.0.2.1", "pty", "remote"],
  ["ttys000", "", "pty", "local"],
  ["ttyP0", "", "pty", "local"],
  [":0", "", "x11", "interactive"],
  [":0", ":0", "x11", "interactive"],
  [":1.0", "", "x11", "interactive"],
  ["X0", "", "x11", "interactive"],
  ["tty7", ":0", "x11", "interactive"],
  ["tty2", ":1", "x11", "interactive"],
  ["pts/5", ":0", "pty", "local"],
  ["pts/5", ":0.0", "pty", "local"],
  ["pts/9", ":pts/3:S.0", "multiplexer", "local"],
  ["pts/9", ":tty1:S.12", "multiplexer", "local"],
  ["pts/9", "tmux(1234).%0", "multiplexer", "local"],
  ["pts/9", "tmux.example.org", "pty", "remote"],
  ["ftp", "192.0.2.1", "ftp", "remote"],
  ["ftpd", "", "ftp", "local"],
  ["ftpd1234", "192.0.2.1", "ftp", "remote"],
  ["ssh", "192.0.2.1", "ssh", "remote"],
  ["ssh", "", "ssh", "remote"],
  ["sshd", "", "ssh", "remote"],
  ["ssh:notty", "", "ssh", "remote"],
  ["screen", "", undefined, "local"],
  ["cron", "192.0.2.1", undefined, "remote"],
  ["", "", undefined, "local"],
  ["", "192.0.2.1", undefined, "remote"],
];

function classified(line: Uint8Array | string, host: Uint8Array | string, address?: Uint8Array): Kind {
  const addr = address === undefined ? {} : { addr: address };
  const record = { type: typeNumber("USER_PROCESS"), time: 1n, user: "alice", line, host, ...addr };
  const { kind, login_type = "" } = pairPieces("sessions", [{ records: [record] }]).rows[0] ?? {};
  return [kind, login_type];
}

describe("kind and login type follow from line and host", (test) => {
  for (const [line, host, kind, loginType] of table) {
    test(`line "${line}"${host === "" ? "" : ` and host "${host}"`}: ${kind ?? "no kind"}, ${loginType}`, () => {
      assert.equal(classified(line, host), [kind, loginType]);
    });
  }

  test("an address makes a session remote, whatever its line", () => {
    assert.equal(classified("tty1", "", Uint8Array.of(192, 0, 2, 1)), ["tty", "remote"]);
    assert.equal(classified("", "", Uint8Array.of(192, 0, 2, 1)), [undefined, "remote"]);
  });

  test("a name that only with the byte behind it is a getty's is a name", () => {
    //  Texts of a batch lie where those of the batch before lay.
    const record = { user: "LOGIN", type: typeNumber("LOGIN_PROCESS"), time: 1n, line: "tty1" };
    const { rows } = pairPieces("sessions", [{ records: [record] }, { records: [{ ...record, user: "LOGI" }] }]);
    assert.equal(
      rows.map(({ username }) => username),
      ["LOGI"],
    );
  });

  test("what stands behind a text does not matter", () => {
    //  Texts are neighbours in memory, without a byte between them that ends them.
    const pieces = fc.constantFrom(
      "tty",
      "pts/",
      ":",
      "0",
      "1",
      "ftp",
      "ssh",
      "console",
      "X",
      "S",
      "p",
      "tmux(",
      "a",
      "",
    );
    const text = fc.array(pieces, { maxLength: 4 }).map((parts) => parts.join(""));
    return fc.assert(
      fc.property(text, text, (line, host) => assert.equal(classified(line, host), plainKind(line, host))),
      { numRuns: 250 },
    );
  });
});

/** The rules once more, as patterns. */
function plainKind(line: string, host: string): Kind {
  const isDisplay = /^:\d/.test(host);
  const isMultiplexer = /^tmux\(/.test(host) || (/^:[^:]/.test(host) && !isDisplay);
  const kinds: readonly (readonly [boolean, string])[] = [
    [/^(:|X)\d/.test(line), "x11"],
    [isMultiplexer, "multiplexer"],
    [line.startsWith("ftp"), "ftp"],
    [line.startsWith("ssh"), "ssh"],
    [line === "console", "console"],
    [/^pts\//.test(line) || /^tty[p-tPQR]/.test(line), "pty"],
    [line.startsWith("tty") && isDisplay, "x11"],
    [line.startsWith("tty") || /^.{0,15}\d/.test(line) || line.startsWith(":"), "tty"],
  ];
  const kind = kinds.find(([fits]) => fits)?.[1];
  const isPlace = host !== "" && !isMultiplexer && !isDisplay && host !== ":";
  if (isPlace || kind === "ssh") return [kind, "remote"];
  return [kind, kind === "x11" ? "interactive" : "local"];
}
