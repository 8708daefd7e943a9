import * as assert from "uvu/assert";
import { describe } from "../../kit/suite.ts";
import { list, logon, row, station, type Told } from "./told.ts";

/** `logon ids: session number: sources: state` of each. */
const shown = (told: Told): string[] =>
  list(told).map(({ cells }) =>
    [
      [cells.logon_id, cells.linked_logon_id].filter((id) => id !== undefined).join("+"),
      cells.ts_session ?? "",
      cells.sources,
      cells.state ?? "",
    ].join(": "),
  );

describe("one list of logons and seats", (test) => {
  test("ties those that began at most a minute apart, the closest first", () => {
    const logons = [logon(1, 10, 0), logon(2, 10, 50), logon(3, 10, 300)];
    assert.equal(shown({ logons, stations: [station(2, "AMELIE", 40), station(3, "amelie", 2)] }), [
      "0x1: 3: cim wts: active",
      "0x2: 2: cim wts: active",
      "0x3: : cim: stale",
    ]);
  });

  test("ties what is left of an account, when that is one of each", () => {
    const other = [logon(9, 10, 0, "tobias"), logon(8, 10, 7000, "tobias")];
    assert.equal(
      shown({ logons: [logon(1, 10, 0), ...other], stations: [station(2, "amelie", 900), station(3, "tobias", 900)] }),
      ["0x1: 2: cim wts: active", "0x9: : cim: stale", ": 3: wts: active", "0x8: : cim: stale"],
    );
  });

  test("joins quser with wts by number and name, and says both", () => {
    const told = {
      logons: [logon(1, 10, 0)],
      stations: [station(2, "amelie", 0)],
      rows: [row(2, "amelie", "rdp-tcp#2")],
    };
    assert.equal(shown(told), ["0x1: 2: cim quser wts: active"]);
    assert.equal(shown({ ...told, rows: [row(2, "tobias", "rdp-tcp#2")] }).length, 2);
  });

  test("ties quser's rows by kind, then by what is left, the newest logon first", () => {
    const logons = [logon(1, 10, 0), logon(2, 10, 100), logon(3, 2, 200), logon(4, 2, 50)];
    assert.equal(
      shown({
        logons,
        rows: [row(1, "amelie", "console"), row(2, "amelie", "rdp-tcp#2"), row(3, "amelie", undefined)],
      }),
      [
        "0x1: : cim: stale",
        "0x4: 3: cim quser: disconnected",
        "0x2: 2: cim quser: active",
        "0x3: 1: cim quser: active",
      ],
    );
  });

  test("ties a name that quser cut, and no other that begins alike", () => {
    const name = "maria.magdalena.von.hohenstein";
    const logons = [logon(1, 10, 0, name), logon(2, 10, 0, "maria.magdalena")];
    assert.equal(shown({ logons, rows: [row(2, name.slice(0, 20), "rdp-tcp#2")] }), [
      "0x1: 2: cim quser: active",
      "0x2: : cim: stale",
    ]);
    assert.equal(shown({ logons: [logon(1, 10, 0, "mar")], rows: [row(2, "ma", "rdp-tcp#2")] }).length, 2);
  });

  test("takes accounts of one name in two domains for two", () => {
    const local = { ...logon(1, 10, 0), account: { name: "amelie", domain: "RD-NORD" } };
    assert.equal(shown({ logons: [local, logon(2, 10, 0)], stations: [station(2, "amelie", 0)] }), [
      "0x1: : cim: stale",
      "0x2: 2: cim wts: active",
    ]);
  });

  test("makes one person of the halves of User Account Control, and of nothing else", () => {
    assert.equal(shown({ logons: [logon(2, 2, 0.0003), logon(1, 2, 0)] }), ["0x1+0x2: : cim: "]);
    assert.equal(shown({ logons: [logon(1, 2, 0), logon(2, 2, 1.000001)] }).length, 2);
    assert.equal(shown({ logons: [logon(1, 2, 0), logon(2, 10, 0)] }).length, 2);
    assert.equal(shown({ logons: [logon(1, 3, 0), logon(2, 3, 0)] }).length, 2);
    assert.equal(shown({ logons: [logon(1, 2, 0, null), logon(2, 2, 0, null)] }).length, 2);
    assert.equal(shown({ logons: [logon(1, 2, 0), logon(2, 2, 0.9), logon(3, 2, 0.9003)] }), [
      "0x1: : cim: ",
      "0x2+0x3: : cim: ",
    ]);
  });

  test("calls stale only what somebody would have to know, and could be asked about", () => {
    const types = [2, 7, 10, 11, 12, 13, 0, 3, 4, 5, 8, 9, 6];
    const states = (told: Told): unknown[] =>
      list({ ...told, logons: types.map((type) => logon(type + 1, type, type * 9, `u${type}`)) }).map(
        ({ cells }) => cells.state,
      );
    assert.is(states({ stations: [] }).filter((state) => state === "stale").length, 6);
    assert.is(states({ rows: [] }).filter((state) => state === "stale").length, 6);
    assert.equal(
      states({}),
      types.map(() => undefined),
    );
  });

  test("prefers the logon of a session to one that unlocked it", () => {
    assert.equal(shown({ logons: [logon(1, 2, 0), logon(2, 7, 30)], stations: [station(1, "amelie", 31)] }), [
      "0x1: 1: cim wts: active",
      "0x2: : cim: stale",
    ]);
  });
});
