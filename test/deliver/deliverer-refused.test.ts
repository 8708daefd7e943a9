import * as assert from "uvu/assert";
import { describe } from "../kit/suite.ts";
import { refuses, textOf } from "./scripted-sink.ts";
import { until } from "./simulated-time.ts";
import { numbered, stage } from "./staged-deliverer.ts";

describe("a deliverer whose lines are refused", (test) => {
  test("keeps refused lines apart, tells them, and goes on", async () => {
    const bad = refuses("poison", (line) => line.includes("=7i") || line.includes("=8i"));
    const { events, sink, quarantine, words, deliverer } = stage([bad]);
    events.append(textOf(numbered("e", 10)));
    deliverer.start();
    await until(() => events.waiting === "");
    await deliverer.stop(5000);
    assert.is(sink.stored.length, 8);
    assert.equal(quarantine.lines, ["e n=7i 7", "e n=8i 8"]);
    assert.is(words.length, 1);
    assert.match(
      words[0]?.text ?? "",
      /^2 lines refused for good and kept in .*unable to parse.*; the first: e n=7i 7$/,
    );
    const { delivered, quarantined } = deliverer.health();
    assert.equal([delivered, quarantined], [8, 2]);
  });

  test("tells lines outside retention with their days; the file does not take years of them", async () => {
    const day = 86_400_000_000_000n;
    const lines = Array.from({ length: 1500 }, (_, index) => `e n=1i ${BigInt(index) * day}`);
    const { events, quarantine, words, deliverer } = stage([refuses("retention", (line) => line.endsWith(" 0"))]);
    events.append(textOf(lines.slice(0, 2)));
    deliverer.start();
    await until(() => events.waiting === "");
    await deliverer.stop(5000);
    assert.equal(quarantine.lines, ["e n=1i 0"]);
    assert.match(words[0]?.text ?? "", /^1 line older than the server keeps \(1970-01-01\), kept in /);

    const many = stage([refuses("retention", () => true)]);
    many.events.append(textOf(lines));
    many.deliverer.start();
    await until(() => many.events.waiting === "");
    await many.deliverer.stop(5000);
    assert.equal(many.quarantine.lines, []);
    assert.match(many.words[0]?.text ?? "", /^1500 lines older .* \(1970-01-01 to 1974-02-08\), counted only: /);
    assert.is(many.deliverer.health().outside_retention, 1500);
  });

  test("acknowledges nothing before refused lines are on disk", async () => {
    const { events, sink, quarantine, words, deliverer } = stage([refuses("poison", (line) => line.endsWith(" 0"))]);
    quarantine.failures = 3;
    events.append(textOf(numbered("e", 3)));
    deliverer.start();
    await until(() => quarantine.failures === 2);
    assert.is(events.status().lines, 3);
    assert.match(deliverer.health().problem ?? "", /no space left/);
    await until(() => events.waiting === "");
    assert.equal(sink.requests, [3], "nothing is sent again for it");
    assert.equal(quarantine.lines, ["e n=0i 0"]);
    assert.ok(words.some(({ level, about }) => level === "I" && about === "delivery"));
    await deliverer.stop(5000);
    assert.is(deliverer.health().problem, undefined);
  });
});
