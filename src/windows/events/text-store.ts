import { closeSync, openSync, readSync } from "node:fs";
import { NamelessFile } from "../../unix/nameless-file.ts";

/** Texts that can be read again, each by where it stands in its file and by how many bytes of texts stood before it. */
export interface TextStore {
  /** Keeps a text that cannot be had again from its file. */
  keep(bytes: Uint8Array): void;
  /** Where a text is to be read: its place in the file, or behind so many bytes of others. */
  placeOf(start: number, before: number): number;
  /** Fills `target` from a place; returns how many bytes there were. */
  read(target: Uint8Array, place: number): number;
  close(): void;
}

/** A file that is read again itself. */
export function fileAgain(path: string): TextStore {
  const fd = openSync(path, "r");
  return {
    keep: () => {},
    placeOf: (start) => start,
    read: (target, place) => {
      let filled = 0;
      for (let got = 1; got > 0 && filled < target.length; filled += got) {
        got = readSync(fd, target, filled, target.length - filled, place + filled);
      }
      return filled;
    },
    close: () => closeSync(fd),
  };
}

/** A private file without a name that texts from a pipe, or from a compressed file, are kept in. */
export function privateCopy(path: string): TextStore {
  const cure = "set TMPDIR to a directory with more room, or export the log oldest first (wevtutil /rd:false)";
  const file = new NamelessFile({ path, what: "events that are written newest first", cure });
  let end = 0;
  return {
    keep: (bytes) => {
      file.write(bytes, end);
      end += bytes.length;
    },
    placeOf: (_, before) => before,
    read: (target, place) => {
      file.read(target, place);
      return target.length;
    },
    close: () => file.close(),
  };
}
