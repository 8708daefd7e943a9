import { escapeText } from "../model/escape.ts";
import { Root } from "../sources/rooted.ts";
import { takeSnapshot } from "../sources/snapshot.ts";
import type { SourceName } from "../sources/source.ts";
import type { Core } from "../wasm/core.ts";
import { Doorman, type Reader } from "./access.ts";
import { customOf } from "./custom.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { FileFinding } from "./file-finding.ts";
import { fileVerdict, findFiles } from "./files.ts";
import { identify } from "./identify.ts";
import { adviseLive, liveVerdict } from "./live.ts";
import { Names } from "./names.ts";
import type { System } from "./os-release.ts";
import { holdings } from "./places.ts";

/** Where to look, as whom, and when. */
export interface DiagnoseOptions {
  /** The root file system: `/`, or where another machine's is mounted. */
  readonly root: string;
  /** The live sources to ask; absent: all. */
  readonly sources?: readonly SourceName[];
  readonly reader: Reader;
  /** Node's name of the system we run on, for a root that does not say which system it is. */
  readonly platform: string;
  /** Microseconds since 1970. */
  readonly now: bigint;
  /** Milliseconds on a clock that only goes forward. */
  readonly clock: () => number;
}

/** Finds out what can be read of logins under a root, by reading it. */
export async function diagnose(core: Core, options: DiagnoseOptions): Promise<Diagnosis> {
  const { reader, sources, now, clock } = options;
  const root = new Root(options.root);
  const names = new Names(root);
  const system = identify(root, options.platform);
  const custom = customOf(system);
  const doorman = new Doorman(root, reader, names, custom);

  const asked = sources === undefined ? {} : { sources };
  const { sessions, health } = await takeSnapshot(core, { root: options.root, now, clock, ...asked });
  const live = adviseLive(health, root, doorman, custom);
  const files: FileFinding[][] = [];
  for (const holds of holdings) files.push(await findFiles({ core, root, names, doorman }, holds, custom));

  return {
    root: escapeText(options.root),
    system: describeSystem(system),
    reader: describeReader(reader),
    live,
    sessions: sessions.length,
    files: files.flat(),
    verdicts: [liveVerdict(live), ...holdings.map((holds, index) => fileVerdict(files[index] ?? [], holds, custom))],
  };
}

function describeSystem(system: System | undefined): Diagnosis["system"] {
  if (system === undefined) return { name: "a system that does not name itself" };
  const { id, version, name } = system;
  return { id, ...(version === undefined ? {} : { version: version.join(".") }), name };
}

/** By our own names, wherever we look. */
function describeReader({ uid, groups }: Reader): Diagnosis["reader"] {
  const names = new Names(new Root("/"));
  const who = uid === undefined ? {} : { uid, user: names.user(uid) };
  return { ...who, groups: groups.map((gid) => names.group(gid)) };
}
