import * as assert from "uvu/assert";
import { logonTypes } from "../../src/model/logon.ts";
import { isInteractive, logonTypeWords } from "../../src/windows/logon-type.ts";
import { peerAddress, peerHost } from "../../src/windows/peer.ts";
import { utcMicros } from "../../src/windows/utc-time.ts";
import { describe } from "../kit/suite.ts";

describe("a logon type", (test) => {
  test("has Microsoft's name, CAR's login type and a kind", () => {
    assert.equal(
      [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 0].map((type) => Object.values(logonTypeWords(type)).join(" ")),
      [
        "Interactive interactive console",
        "Network remote network",
        "Batch local batch",
        "Service local service",
        "Unlock interactive console",
        "NetworkCleartext remote network",
        "NewCredentials local",
        "RemoteInteractive rdp rdp",
        "CachedInteractive interactive console",
        "CachedRemoteInteractive rdp rdp",
        "CachedUnlock interactive console",
        "System local service",
      ],
    );
    assert.equal(logonTypeWords(6), { logon_type: "Proxy" });
  });

  test("that has no name has no words", () => {
    for (const type of [1, 14, -1, 2.5, Number.NaN, 2 ** 32]) assert.equal(logonTypeWords(type), {}, String(type));
  });

  test("is interactive when somebody sits before it", () => {
    const found = logonTypes.map((_, type) => type).filter(isInteractive);
    assert.equal(found, [2, 7, 10, 11, 12, 13]);
  });
});

describe("where somebody came from", (test) => {
  test("is an address of 4 or 16 bytes, without its zone", () => {
    assert.equal(peerAddress("192.0.2.7"), Uint8Array.of(192, 0, 2, 7));
    assert.equal(peerAddress("::ffff:192.0.2.7"), Uint8Array.of(192, 0, 2, 7));
    assert.is(Buffer.from(peerAddress("fe80::1:2%10") ?? []).toString("hex"), "fe800000000000000000000000010002");
  });

  test("is nothing when the text is none, or this very computer", () => {
    for (const text of [
      "",
      "-",
      "LOCAL",
      "Unknown",
      "0.0.0.0",
      "::",
      "::1",
      "127.0.0.1",
      "127.8.8.8",
      "::ffff:127.0.0.1",
      "1.2.3",
    ]) {
      assert.is(peerAddress(text), undefined, text);
    }
  });

  test("is a name, unless the name says that there is none", () => {
    assert.equal(["LAPTOP-7", " WS017 "].map(peerHost), ["LAPTOP-7", "WS017"]);
    assert.equal(["", "-", "Unknown", "unknown", "LOCAL", "  "].map(peerHost), Array(6).fill(undefined));
  });
});

describe("a time in UTC", (test) => {
  test("is read to the microsecond", () => {
    assert.is(utcMicros("2023-11-14T22:13:20Z"), 1_700_000_000_000_000n);
    assert.is(utcMicros("2023-11-14T22:13:20.1234567Z"), 1_700_000_000_123_456n);
    assert.is(utcMicros("2023-11-14T22:13:20.123456789Z"), 1_700_000_000_123_456n);
    assert.is(utcMicros("2023-11-14T22:13:20.5Z"), 1_700_000_000_500_000n);
  });

  test("is nothing when it has no zone, is on no calendar, or was never set", () => {
    const wrong = [
      "",
      "2023-11-14T22:13:20",
      "2023-11-14T22:13:20+01:00",
      "2023-02-30T00:00:00Z",
      "2023-13-01T00:00:00Z",
    ];
    for (const text of [...wrong, "2023-01-01T24:00:00Z", "2023-01-01T23:59:60Z", "1601-01-01T00:00:00.0000000Z"]) {
      assert.is(utcMicros(text), undefined, text);
    }
  });
});
