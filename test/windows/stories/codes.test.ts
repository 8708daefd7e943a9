import * as assert from "uvu/assert";
import { disconnectText, isLogoff } from "../../../src/windows/codes/disconnect.ts";
import { messageText } from "../../../src/windows/codes/message.ts";
import { statusCode, statusText } from "../../../src/windows/codes/status.ts";
import { channelNames, channelWordOf, channelWords, isKnown, knownIds } from "../../../src/windows/stories/known.ts";
import { describe } from "../../kit/suite.ts";
import { eventKinds } from "./event-kinds.ts";

describe("codes of events", (test) => {
  test("are words where they are known, and stay themselves elsewhere", () => {
    assert.equal(["%%1842", "%%1843", "%%2313", "%%99999", "Yes", "", "%%"].map(messageText), [
      ...["Yes", "No", "unknown user name or bad password", "%%99999", "Yes", "", "%%"],
    ]);
  });

  test("of a status are one text in any case and length, and none where nothing failed", () => {
    assert.equal(["0xC000006A", "0xc000006a", "0x0", "0x00000000", "", "-", "%%2313", "0xc000006a0"].map(statusCode), [
      ...["0xc000006a", "0xc000006a", undefined, undefined, undefined, undefined, undefined, undefined],
    ]);
    assert.equal(["0xc000006a", "0xc0000064", "0x8009030e"].map(statusText), [
      "bad password",
      "no such user",
      undefined,
    ]);
  });

  test("of a disconnect tell why, and whether it was a logoff", () => {
    assert.equal([0, 5, 11, 12, 256, 267, 268, 999].map(disconnectText), [
      ...[undefined, "replaced by another connection", "disconnected by the user", "logged off by the user"],
      ...["licensing", "licensing", undefined, undefined],
    ]);
    assert.equal([0, 2, 11, 12, undefined].map(isLogoff), [false, true, false, true, false]);
  });
});

describe("known events", (test) => {
  test("are those that stories are written with, each in its log", () => {
    for (const [name, { provider, id, channel }] of Object.entries(eventKinds)) {
      const word = channelWordOf(provider, id);
      assert.ok(word !== undefined && isKnown(provider, id), name);
      if (word !== undefined) assert.is(channelNames[word], channel, name);
    }
  });

  test("are told apart from those of other providers with the same number", () => {
    assert.not(isKnown("Service Control Manager", 7001));
    assert.not(isKnown("Microsoft-Windows-Security-Auditing", 7001));
    assert.ok(isKnown("USER32", 1074));
  });

  test("of one log are few enough for one query", () => {
    const all = channelWords.flatMap((word) => knownIds(word));
    for (const word of channelWords) assert.ok(knownIds(word).length <= 20, word);
    assert.is(new Set(all).size, all.length);
    assert.is(all.length, Object.keys(eventKinds).length);
  });
});
