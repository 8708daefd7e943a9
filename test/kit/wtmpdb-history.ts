const boot = { type: 2, type_code: 1n, user: "reboot", line: "~", host: "6.12.0-example-amd64", layout: "wtmpdb" };
/** What every stay of a user has. */
export const stay = { type: 7, type_code: 3n, layout: "wtmpdb" };
const ssh = { ...stay, service: "sshd" };

/** What Debian 13's own programs wrote into wtmp.db (fixtures/wtmpdb/make.sh). */
export const wtmpdbHistory = [
  { ...boot, time: 1767322790250000n, logout_time: 1767416400250000n, id: "2" },
  { ...stay, time: 1767323045250000n, user: "alice", line: "tty1", host: "", service: "login", id: "3" },
  {
    ...ssh,
    time: 1767326400250000n,
    logout_time: 1767328200250000n,
    user: "bob",
    line: "ssh",
    host: "2001:db8::5",
    id: "4",
  },
  { ...boot, time: 1767419990250000n, id: "5" },
  { ...ssh, time: 1767421800250000n, user: "alice", line: "pts/0", host: "192.0.2.10", id: "6" },
  { ...ssh, time: 1767421860250000n, user: "bob", line: "pts/1", host: "host.example.org", id: "7" },
  { ...boot, time: 1767603590250000n, id: "8" },
  { ...ssh, time: 1767604500250000n, user: "carol", line: "ssh", host: "2001:db8::5", id: "9" },
  {
    ...ssh,
    time: 1767607200250000n,
    logout_time: 1767609000250000n,
    user: "alice",
    line: "pts/2",
    host: "192.0.2.10",
    id: "10",
  },
];
