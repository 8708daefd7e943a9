//  The law of the house, as data. A new folder, package or built-in gets its line here, and a reason in the review.

/** Who may import whom among the folders (and top files) of src/; everyone may import itself. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  "src/model": [],
  "src/wasm": ["src/model"],
  "src/select": ["src/model"],
  "src/formats": ["src/model"],
  "src/unix": ["src/model", "src/wasm"],
  "src/windows": ["src/model", "src/unix"],
  "src/sources": ["src/model", "src/wasm", "src/unix", "src/windows"],
  "src/last": ["src/model", "src/wasm", "src/unix"],
  "src/pair": ["src/model", "src/wasm", "src/unix"],
  "src/state": ["src/model"],
  "src/config": ["src/model"],
  "src/spool": ["src/model", "src/state"],
  "src/follow": ["src/model", "src/state", "src/wasm", "src/unix", "src/pair", "src/sources"],
  "src/collect": ["src/model", "src/state", "src/wasm", "src/formats", "src/windows", "src/sources", "src/follow"],
  "src/doctor": ["src/model", "src/wasm", "src/unix", "src/windows", "src/sources"],
  "src/summary": ["src/model", "src/wasm"],
  "src/sinks": ["src/model"],
  "src/deliver": ["src/model", "src/state", "src/spool", "src/sinks"],
  "src/serve": ["src/model", "src/state", "src/collect", "src/spool", "src/sinks", "src/deliver"],
  "src/commands": [
    "src/model",
    "src/state",
    "src/config",
    "src/wasm",
    "src/select",
    "src/formats",
    "src/unix",
    "src/pair",
    "src/windows",
    "src/sources",
    "src/follow",
    "src/collect",
    "src/doctor",
    "src/summary",
    "src/last",
    "src/sinks",
    "src/spool",
    "src/deliver",
    "src/serve",
    "src/log.ts",
  ],
  "src/log.ts": ["src/model"],
  "src/reading.ts": ["src/model", "src/wasm", "src/select", "src/unix"],
  "src/read-records.ts": ["src/model", "src/wasm", "src/reading.ts"],
  "src/read-stays.ts": [
    "src/model",
    "src/wasm",
    "src/pair",
    "src/unix",
    "src/windows",
    "src/reading.ts",
    "src/read-told.ts",
  ],
  "src/read-told.ts": ["src/model", "src/wasm", "src/windows", "src/reading.ts"],
  "src/index.ts": ["src/model", "src/reading.ts", "src/read-records.ts", "src/read-stays.ts"],
  "src/cli.ts": ["src/commands", "src/model", "src/sinks", "src/log.ts"],
};

/** Which npm package lives in which files; any other package is against the law. A trailing slash means a folder. */
export const packageRooms: Readonly<Record<string, readonly string[]>> = {
  "@assemblyscript/loader": ["src/wasm/load.ts"],
  execa: ["src/sources/program-answer.ts", "src/windows/child/", "src/serve/notify.ts"],
  "fast-xml-parser": ["src/windows/events/parse-xml.ts"],
  "@influxdata/influxdb-client": ["src/sinks/influx/transport.ts"],
  "https-proxy-agent": ["src/sinks/influx/proxy.ts"],
  "node-cron": ["src/serve/schedule.ts", "src/config/cron.ts"],
  "smol-toml": ["src/config/toml.ts"],
  pako: ["src/unix/open/gzip/decode.ts"],
};

/** Which built-in module is used where; the rims do I/O, the middle computes. */
export const builtinRooms: Readonly<Record<string, readonly string[]>> = {
  "node:fs": [
    "src/unix/",
    "src/doctor/",
    "src/windows/",
    "src/sources/",
    "src/follow/",
    "src/state/",
    "src/config/",
    "src/spool/",
    "src/deliver/",
    "src/serve/",
    "src/wasm/load.ts",
    "src/sinks/",
    "src/commands/",
    "src/cli.ts",
    "src/log.ts",
  ],
  "node:path": [
    "src/unix/",
    "src/doctor/",
    "src/pair/",
    "src/follow/",
    "src/state/",
    "src/config/",
    "src/spool/",
    "src/deliver/",
    "src/windows/child/",
    "src/commands/",
  ],
  "node:os": ["src/unix/nameless-file.ts", "src/state/directory.ts", "src/commands/own-host.ts"],
  "node:zlib": ["src/unix/open/", "src/spool/", "src/sinks/influx/transport.ts"],
  "node:http": ["src/sinks/influx/"],
  "node:https": ["src/sinks/influx/"],
  "node:tls": ["src/sinks/influx/"],
  "node:crypto": [
    "src/unix/open/xz/check.ts",
    "src/follow/",
    "src/state/",
    "src/deliver/",
    "src/collect/logon-names.ts",
    "src/sinks/influx/tls.ts",
  ],
  "node:tty": ["src/commands/terminal.ts", "src/unix/open/open.ts"],
  "node:child_process": ["src/unix/open/extents.ts"],
  "node:util": ["src/commands/"],
  "node:net": ["src/unix/open/stream.ts"],
};

/** The only files that may look at the process: arguments, environment, exit code, terminal. */
export const processRooms: readonly string[] = [
  "src/cli.ts",
  "src/log.ts",
  "src/commands/",
  "src/sinks/",
  "src/sources/processes.ts",
  "src/windows/child/connect.ts",
];

/** Where every file of src must be reachable from. */
export const entries: readonly string[] = ["src/cli.ts", "src/index.ts"];

/** Names that say nothing about what is inside. */
export const emptyNames = /^(?:utils?|helpers?|common|types|misc|shared|lib|stuff|base|core-utils)\.(?:ts|mjs)$/;

/** Lines a file may have without saying why. */
export const fileLines = 200;

/** What makes output depend on the clock, the locale or chance, and who may have it. */
export const chance: readonly (readonly [pattern: RegExp, name: string, rooms: readonly string[]])[] = [
  [/\bDate\.now\(|\bnew Date\(\)/, "the clock", ["src/commands/", "src/reading.ts"]],
  [/\bperformance\./, "the clock", ["src/commands/", "src/windows/child/connect.ts"]],
  [/\bMath\.random\(/, "chance", ["src/commands/", "src/windows/child/connect.ts"]],
  [/\bIntl\.|\.toLocale\w*\(|\.localeCompare\(/, "the locale", []],
];
