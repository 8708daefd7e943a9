import { disk, type SpoolFiles } from "../../src/spool/files.ts";
import { hasty } from "./spools.ts";

/** Decides what becomes of a call: goes on, fails with a code, or (`write`) takes only a part. */
export type Fate = "fine" | "short" | { readonly code: string };

/** The disk, each call of which first asks what becomes of it. */
export function faultyFiles(fateOf: (call: keyof SpoolFiles) => Fate): SpoolFiles {
  const guarded = <Key extends keyof SpoolFiles>(call: Key): SpoolFiles[Key] => {
    const run = (...given: unknown[]): unknown => {
      const fate = fateOf(call);
      if (typeof fate === "object") throw fault(call, fate.code);
      if (fate === "short" && call === "write") {
        const bytes = given[1] as Buffer;
        return disk.write(given[0] as number, bytes.subarray(0, bytes.length >> 1), given[2] as number);
      }
      return (hasty[call] as (...given: unknown[]) => unknown)(...given);
    };
    return run as SpoolFiles[Key];
  };
  return {
    makeFolder: guarded("makeFolder"),
    names: guarded("names"),
    sizeOf: guarded("sizeOf"),
    create: guarded("create"),
    openToRead: guarded("openToRead"),
    openToWrite: guarded("openToWrite"),
    hasName: guarded("hasName"),
    read: guarded("read"),
    write: guarded("write"),
    truncate: guarded("truncate"),
    sync: guarded("sync"),
    syncFolder: guarded("syncFolder"),
    // A file is closed whatever close says.
    close(fd) {
      disk.close(fd);
      const fate = fateOf("close");
      if (typeof fate === "object") throw fault("close", fate.code);
    },
    remove: guarded("remove"),
    save: guarded("save"),
  };
}

function fault(call: string, code: string): Error {
  return Object.assign(new Error(`${code}: injected, ${call}`), { code });
}
