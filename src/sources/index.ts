import { logind } from "./logind.ts";
import { loginctlIsNeeded } from "./need.ts";
import type { Source, SourceContext, UnixSourceName } from "./source.ts";
import { utmp } from "./utmp.ts";
import { wtmpdb } from "./wtmpdb.ts";

/**
 * A source of Unix in the table: where it lives, what its absence is called, and its code. What is small is there at once: as
 * chunks of their own, the three that every machine needs took 15 ms to load. What has dependencies loads them itself.
 */
export interface SourceRow {
  /** Where its files may be, inside the root; the richest first where several tell of the same people. */
  readonly paths: readonly string[];
  /** What is missing when none of them exists. */
  readonly absent: string;
  /** Asked only when this says so, unless by name; absent: always. */
  isNeeded?(context: Pick<SourceContext, "root" | "before">): boolean;
  load(): Source | Promise<Source>;
}

/** Every live source of Unix by its name. */
export const sources: Readonly<Record<UnixSourceName, SourceRow>> = {
  utmp: {
    // Linux; macOS and the BSDs; utmps; FreeBSD; Solaris and illumos; AIX and old systems.
    paths: [
      "/run/utmp",
      "/var/run/utmpx",
      "/var/run/utmp",
      "/run/utmps/utmp",
      "/var/run/utx.active",
      "/var/adm/utmpx",
      "/etc/utmpx",
      "/etc/utmp",
    ],
    absent: "there is no utmp",
    load: () => utmp,
  },
  logind: {
    paths: ["/run/systemd/sessions"],
    absent: "there is no logind",
    load: () => logind,
  },
  loginctl: {
    paths: [],
    absent: "",
    isNeeded: loginctlIsNeeded,
    load: async () => (await import("./loginctl.ts")).loginctl,
  },
  wtmpdb: {
    // Upstream's and Debian's; one may be a link to the other.
    paths: ["/var/lib/wtmpdb/wtmp.db", "/var/log/wtmp.db"],
    absent: "there is no wtmpdb",
    load: () => wtmpdb,
  },
};
