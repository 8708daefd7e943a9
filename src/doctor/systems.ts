import type { Custom, CustomRow, Keeping } from "./custom.ts";

/** glibc's programs write these files where they exist, and make none. */
function made(mode: string, path: string): Keeping {
  return { paths: [path], cure: `install -m ${mode} -g utmp /dev/null ${path}` };
}

const notKept: Keeping = { paths: [], note: "this system does not keep it" };

/** Linux with utmp: what a row does not say is so. */
export const classic: Omit<Custom, "certainty"> = {
  live: { cure: "install -m 664 -g utmp /dev/null /run/utmp" },
  keeps: {
    history: made("664", "/var/log/wtmp"),
    failed: made("660", "/var/log/btmp"),
    last_login: made("664", "/var/log/lastlog"),
  },
  join: (group, user) => `usermod -aG ${group} ${user}`,
};

const wtmpdb = ["/var/lib/wtmpdb/wtmp.db", "/var/log/wtmp.db"];
const lastlog2 = ["/var/lib/lastlog/lastlog2.db"];

const debian: Omit<CustomRow, "ids"> = {
  live: { cure: "apt install libpam-systemd" },
  keeps: {
    history: { paths: wtmpdb, cure: "apt install wtmpdb libpam-wtmpdb" },
    last_login: { paths: lastlog2, cure: "apt install lastlog2 libpam-lastlog2" },
  },
};

const suse: Omit<CustomRow, "ids"> = {
  live: { note: "logind is part of systemd here: is it running (`systemctl status systemd-logind`)" },
  keeps: {
    history: { paths: wtmpdb, cure: "zypper install wtmpdb" },
    failed: { paths: [], note: "this system does not keep it; its journal does (`journalctl -t sshd`)" },
    last_login: { paths: lastlog2, cure: "zypper install lastlog2" },
  },
};

const atFirstLogin = (path: string): Keeping => ({ paths: [path], note: "made at the first login" });

/** Which system keeps what where, in 2026; of several rows the first that fits is taken. */
export const systems: readonly CustomRow[] = [
  { ids: ["debian", "raspbian"], since: [13], ...debian },
  { ids: ["ubuntu"], since: [25, 10], ...debian },
  { ids: ["ubuntu"], since: [25, 4], keeps: { history: debian.keeps?.history ?? notKept } },
  { ids: ["opensuse-tumbleweed", "opensuse-microos", "opensuse-slowroll"], ...suse },
  { ids: ["opensuse-leap", "sles", "sled", "sle-micro", "sl-micro"], since: [16], ...suse },
  {
    ids: ["alpine"],
    live: { cure: service("utmpd", "boot") },
    keeps: {
      history: { paths: ["/var/log/wtmp"], cure: service("wtmpd", "default") },
      failed: { paths: ["/var/log/btmp"], cure: service("btmpd", "default") },
      last_login: notKept,
    },
    join: (group, user) => `addgroup ${user} ${group}`,
  },
  {
    ids: ["freebsd"],
    live: { note: "made at the first login" },
    keeps: {
      history: atFirstLogin("/var/log/utx.log"),
      failed: notKept,
      last_login: atFirstLogin("/var/log/utx.lastlogin"),
    },
    join: (group, user) => `pw groupmod ${group} -m ${user}`,
  },
  {
    ids: ["netbsd", "dragonfly"],
    live: {},
    keeps: {
      history: { paths: ["/var/log/wtmpx"], cure: "install -m 644 /dev/null /var/log/wtmpx" },
      failed: notKept,
      last_login: notKept,
    },
    join: (group, user) => `usermod -G ${group} ${user}`,
  },
  {
    ids: ["openbsd"],
    live: {},
    keeps: {
      history: { paths: ["/var/log/wtmp"], cure: "install -m 644 /dev/null /var/log/wtmp" },
      failed: notKept,
      last_login: { paths: ["/var/log/lastlog"], cure: "install -m 644 /dev/null /var/log/lastlog" },
    },
    join: (group, user) => `usermod -G ${group} ${user}`,
  },
  {
    ids: ["darwin", "macos"],
    live: {},
    keeps: {
      history: { paths: [], note: "this system keeps it in its own log (`log show`)" },
      failed: notKept,
      last_login: notKept,
    },
    join: (group, user) => `dseditgroup -o edit -a ${user} -t user ${group}`,
  },
  {
    ids: ["sunos", "illumos", "omnios", "openindiana", "smartos", "solaris"],
    live: {},
    keeps: { history: { paths: ["/var/adm/wtmpx"] }, failed: notKept, last_login: { paths: ["/var/adm/lastlog"] } },
    join: (group, user) => `usermod -G +${group} ${user}`,
  },
  {
    ids: ["aix"],
    live: {},
    keeps: {
      history: { paths: ["/var/adm/wtmp"] },
      failed: { paths: ["/etc/security/failedlogin"] },
      last_login: notKept,
    },
    join: (group, user) => `chgrpmem -m + ${user} ${group}`,
  },
  {
    ids: [
      ...["debian", "raspbian", "ubuntu", "devuan", "fedora", "rhel", "centos", "almalinux", "rocky", "ol", "amzn"],
      ...["sles", "sled", "opensuse-leap", "arch", "gentoo", "void", "slackware", "mageia", "photon"],
    ],
  },
];

function service(name: string, level: string): string {
  return `apk add utmps && rc-update add ${name} ${level} && rc-service ${name} start`;
}
