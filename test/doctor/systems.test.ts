import * as assert from "uvu/assert";
import { type Custom, customOf } from "../../src/doctor/custom.ts";
import { parseOsRelease } from "../../src/doctor/os-release.ts";
import { holdings, places } from "../../src/doctor/places.ts";
import { describe } from "../kit/suite.ts";

const custom = (release: string): Custom => customOf(parseOsRelease(Buffer.from(release.replaceAll(" ", "\n"))));

/** os-release, whether we know the system, and where its history is. */
const histories: readonly (readonly [release: string, certainty: string, path: string | undefined, cure: RegExp])[] = [
  ["ID=debian VERSION_ID=12", "known", "/var/log/wtmp", /^install -m 664 -g utmp \/dev\/null \/var\/log\/wtmp$/],
  ["ID=debian VERSION_ID=13", "known", "/var/lib/wtmpdb/wtmp.db", /^apt install wtmpdb libpam-wtmpdb$/],
  ["ID=debian VERSION_ID=14", "known", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=debian", "known", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=ubuntu VERSION_ID=24.04", "known", "/var/log/wtmp", /^install /],
  ["ID=ubuntu VERSION_ID=25.04", "known", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=ubuntu VERSION_ID=25.10", "known", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=ubuntu VERSION_ID=26.04", "known", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=linuxmint ID_LIKE=ubuntu VERSION_ID=22", "guessed", "/var/lib/wtmpdb/wtmp.db", /^apt /],
  ["ID=opensuse-tumbleweed VERSION_ID=20260101", "known", "/var/lib/wtmpdb/wtmp.db", /^zypper install wtmpdb$/],
  ["ID=opensuse-leap VERSION_ID=15.6", "known", "/var/log/wtmp", /^install /],
  ["ID=opensuse-leap VERSION_ID=16.0", "known", "/var/lib/wtmpdb/wtmp.db", /^zypper /],
  ["ID=sles VERSION_ID=15.7", "known", "/var/log/wtmp", /^install /],
  ["ID=alpine VERSION_ID=3.22.1", "known", "/var/log/wtmp", /^apk add utmps && rc-update add wtmpd default /],
  ["ID=rhel VERSION_ID=10.0", "known", "/var/log/wtmp", /^install /],
  ["ID=arch", "known", "/var/log/wtmp", /^install /],
  ["ID=freebsd VERSION_ID=14.3", "known", "/var/log/utx.log", /^undefined$/],
  ["ID=omnios", "known", "/var/adm/wtmpx", /^undefined$/],
  ["ID=novelty ID_LIKE=fedora", "guessed", "/var/log/wtmp", /^install /],
  ["ID=novelty", "guessed", undefined, /^undefined$/],
];

describe("what systems keep", (test) => {
  for (const [release, certainty, path, cure] of histories) {
    test(`the history of ${release} is ${certainty} to be in ${path}`, () => {
      const { keeps, certainty: how } = custom(release);
      assert.equal([how, keeps.history.paths[0]], [certainty, path]);
      assert.match(String(keeps.history.cure), cure);
    });
  }

  test("of a system that does not name itself nothing is expected", () => {
    const { certainty, live, keeps } = customOf(undefined);
    assert.equal([certainty, live], ["guessed", {}]);
    for (const holds of holdings) assert.equal(keeps[holds], { paths: [] });
  });

  test("Debian 13 makes no btmp, and one command does", () => {
    assert.is(custom("ID=debian VERSION_ID=13").keeps.failed.cure, "install -m 660 -g utmp /dev/null /var/log/btmp");
  });

  test("a file that a system should have is among the places that are looked at", () => {
    for (const [release] of histories) {
      for (const holds of holdings) {
        const known = places.filter((place) => place.holds === holds).map(({ path }) => path);
        for (const path of custom(release).keeps[holds].paths) assert.ok(known.includes(path), `${release}: ${path}`);
      }
    }
  });

  test("each system has its own way into a group", () => {
    assert.is(custom("ID=debian").join("utmp", "alice"), "usermod -aG utmp alice");
    assert.is(custom("ID=alpine").join("utmp", "alice"), "addgroup alice utmp");
    assert.is(custom("ID=freebsd").join("wheel", "alice"), "pw groupmod wheel -m alice");
  });
});
