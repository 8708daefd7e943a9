/** What login files hold besides who is logged in now. */
export const holdings = ["history", "failed", "last_login"] as const;

export type Holding = (typeof holdings)[number];

/** Where some system keeps such a file. Rotated files stand beside it, under the same name. */
export interface Place {
  readonly holds: Holding;
  readonly path: string;
}

/** Every place of every system, in the order they are told. */
export const places: readonly Place[] = [
  { holds: "history", path: "/var/log/wtmp" },
  { holds: "history", path: "/var/lib/wtmpdb/wtmp.db" },
  { holds: "history", path: "/var/log/wtmp.db" },
  { holds: "history", path: "/var/log/utx.log" },
  { holds: "history", path: "/var/log/wtmpx" },
  { holds: "history", path: "/var/adm/wtmpx" },
  { holds: "history", path: "/var/adm/wtmp" },
  { holds: "failed", path: "/var/log/btmp" },
  { holds: "failed", path: "/var/log/faillog" },
  { holds: "failed", path: "/etc/security/failedlogin" },
  { holds: "last_login", path: "/var/log/lastlog" },
  { holds: "last_login", path: "/var/lib/lastlog/lastlog2.db" },
  { holds: "last_login", path: "/var/log/utx.lastlogin" },
  { holds: "last_login", path: "/var/log/lastlogx" },
  { holds: "last_login", path: "/var/adm/lastlog" },
];
