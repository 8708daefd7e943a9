/** A logon as CIM lists it. */
export const logon = { id: "332497", type: 2, start: "2026-01-05T07:01:12.3456789Z", package: "Negotiate" };
/** Whose it is. */
export const account = { id: "332497", domain: "NORDWIND", name: "amelie", sid: "S-1-5-21-1-2-3-1104" };
/** A whole answer. */
export const logons = { boot: "2026-01-05T06:58:00Z", logons: [logon], accounts: [account], problems: [] };
/** A session as `wts` lists it. */
export const seat = {
  ...{ session: 2, station: "RDP-Tcp#7", state: 0, flags: 1, user: "amelie", domain: "NORDWIND", protocol: 2 },
  ...{ logon: "2026-01-05T07:01:12Z", connect: null, disconnect: null, input: "2026-01-05T11:00:00Z" },
  ...{ now: "2026-01-05T11:00:09.9Z", client: "LAPTOP", address: "fe80::7%10" },
};
