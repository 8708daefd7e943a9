import fc from "fast-check";
import * as assert from "uvu/assert";
import { WHOLE_LINE } from "../../../src/collect/cut-to-fit.ts";
import { hostileTexts } from "../../kit/hostile.ts";
import { identityOf, type Point, parseLineProtocol } from "../../kit/line-protocol.ts";
import { describe } from "../../kit/suite.ts";
import { parseAll } from "../../kit/telegraf-parser.ts";
import { rowsOf, type Scene, textOf } from "./scenes.ts";

interface Texts {
  readonly name: string;
  readonly domain?: string;
  readonly sid?: string;
  readonly package?: string;
  readonly station?: string;
  readonly client?: string;
}

/** A computer with somebody on it whose every text is given; each of them has a logon and a seat. */
function sceneOf(people: readonly Texts[]): Scene {
  const id = (index: number): string => String(2 ** 40 + index);
  const start = "2026-01-05T08:00:00Z";
  return {
    greeting: { elevated: true, windows: null },
    logons: {
      boot: "2026-01-05T06:58:00Z",
      logons: people.map(({ package: name = "Kerberos" }, index) => ({
        id: id(index),
        type: 12,
        start,
        package: name,
      })),
      accounts: people.map(({ name, domain = "NORDWIND", sid = "S-1-5-21-1-2-3-4" }, index) => ({
        id: id(index),
        domain,
        name,
        sid,
      })),
      problems: [],
    },
    quser: { found: false, exit: 0, lines: [] },
    wts: {
      sessions: people.map(({ name, domain = "NORDWIND", station = "RDP-Tcp#1", client = "LAPTOP" }, index) => ({
        ...{ session: 2 ** 31 + index, station, state: 0, flags: 1, user: name, domain, protocol: 2 },
        ...{
          logon: start,
          connect: start,
          disconnect: null,
          input: start,
          now: start,
          client,
          address: "2001:db8:1111:2222:3333:4444:5555:6666",
        },
      })),
    },
  };
}

async function pointsOf(people: readonly Texts[]): Promise<Point[]> {
  const text = await textOf(sceneOf(people), { parts: ["sessions"], include: "all", computer: "web1.example.org" });
  const points = parseLineProtocol(text);
  assert.is(parseAll(text).length, points.length);
  return points;
}

describe("hostile names of Windows", (test) => {
  test("break no line, forge no row and hide no other", async () => {
    for (const [name, text] of hostileTexts) {
      if (typeof text !== "string") continue;
      const points = await pointsOf([
        { name: "alice" },
        { name: text, domain: text, client: text, station: text, package: text, sid: text },
        { name: "bob" },
      ]);
      assert.is(points.length, text === "" ? 2 : 3, name);
    }
  });

  test("are one point each, different from all others", async () => {
    const texts = fc.string({ unit: "binary", minLength: 1, maxLength: 300 });
    const person = fc.record({ name: texts, domain: texts, sid: texts, package: texts, station: texts, client: texts });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 5 }), async (people) => {
        const points = await pointsOf(people);
        const rows = await rowsOf(sceneOf(people), { include: "all" });
        assert.is(points.length, rows.length);
        assert.is(new Set(points.map(identityOf)).size, points.length);
      }),
    );
  });

  test("which quser cannot show make nobody stale: who was not understood may be anyone", async () => {
    const scene = { ...sceneOf([{ name: "two  words" }]), wts: { fault: "language", detail: "Add-Type" } };
    const header = " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME";
    const told = async (...lines: readonly string[]): Promise<unknown> =>
      (await rowsOf({ ...scene, quser: { found: true, exit: 0, lines: [header, ...lines] } }, { include: "all" }))[0]
        ?.state;
    assert.is(await told(), "stale");
    assert.is(await told(">two  words ?"), undefined);
  });

  test("never make a line longer than a pipe takes in one piece", async () => {
    for (const part of ["\x1b", "\\", "\u202e", '"', ",", " ", "a", "\u0085", "é"]) {
      const text = part.repeat(20_000);
      const texts = { name: text, domain: text, client: text, station: text, package: text, sid: text };
      const written = await textOf(sceneOf([texts]), {
        parts: ["sessions"],
        include: "all",
        computer: "web1.example.org",
      });
      for (const line of written.split("\n"))
        assert.ok(Buffer.byteLength(line) < WHOLE_LINE, `${Buffer.byteLength(line)} bytes of ${part}`);
      assert.ok(parseLineProtocol(written).length > 0);
    }
  });
});
