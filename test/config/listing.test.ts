import * as fc from "fast-check";
import { parse } from "smol-toml";
import * as assert from "uvu/assert";
import { daemonSettings } from "../../src/commands/daemon-settings.ts";
import { settle } from "../../src/config/layers.ts";
import { listingOf } from "../../src/config/listing.ts";
import { visible } from "../../src/model/visible.ts";
import { describe } from "../kit/suite.ts";
import { flags } from "./settings.ts";

const shown = (environment: Record<string, string>, text = ""): string =>
  listingOf(daemonSettings, settle(daemonSettings, flags(), environment, { path: "FILE", text }));

describe("the settings in force", (test) => {
  test("each with who said it", () => {
    const listing = shown({ WHOFLUX_MACHINE_HOST: "server" }, 'select.user = ["!a", "b"]\nmachine.all = true');
    assert.match(listing, /^host = "server" {2}# WHOFLUX_MACHINE_HOST$/m);
    assert.match(listing, /^user = \["!a", "b"\] {2}# FILE: select\.user$/m);
    assert.match(listing, /^all = true {2}# FILE: machine\.all$/m);
    assert.match(listing, /^timeout = "10s" {2}# the standard$/m);
    assert.not.match(listing, /^(?:database|directory|\[state\]|\[output\])/m);
  });

  test("secrets only as set, and URLs without user and password", () => {
    const listing = shown({
      WHOFLUX_INFLUX_TOKEN: "s3cr3t",
      WHOFLUX_INFLUX_PASSWORD: "s3cr3t",
      WHOFLUX_INFLUX_PROXY: "http://user:s3cr3t@proxy.example:3128",
    });
    assert.match(listing, /^token = "\(set\)" {2}# WHOFLUX_INFLUX_TOKEN$/m);
    assert.match(listing, /^password = "\(set\)"/m);
    assert.match(listing, /^proxy = "http:\/\/\(hidden\)@proxy\.example:3128"/m);
    assert.not(listing.includes("s3cr3t"));
  });

  test("is TOML that says the same again, whatever values hold, and nothing in it acts on a terminal", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (host) => {
        const settled = settle(daemonSettings, flags({ host: [host] }), {});
        const listing = listingOf(daemonSettings, settled);
        assert.equal((parse(listing).machine as Record<string, unknown>).host, host);
        assert.is(visible(listing.replaceAll("\n", " ")), listing.replaceAll("\n", " "));
        const again = settle(daemonSettings, flags(), {}, { path: "FILE", text: listing });
        assert.equal([...again.values], [...settled.values]);
        assert.equal(again.problems, []);
      }),
    ));
});
