import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { type StateForm, saveState, syncFolder } from "../state/state-file.ts";

/** Every call by which a spool touches the disk: one that fails throws the system's error. */
export interface SpoolFiles {
  /** Makes the folder, for the owner only, where it is not there. */
  makeFolder(path: string): void;
  names(folder: string): string[];
  /** Bytes of a plain file; undefined: it is something else. */
  sizeOf(path: string): number | undefined;
  /** Makes a file that is not there yet, for the owner only. */
  create(path: string): number;
  openToRead(path: string): number;
  openToWrite(path: string): number;
  /** Whether an open file is still in a folder: what is written to one that somebody removed is gone with this process. */
  hasName(fd: number): boolean;
  /** Bytes that were read, 0 at the end. */
  read(fd: number, target: Buffer, position: number): number;
  /** Bytes that were written: possibly less than wanted. */
  write(fd: number, bytes: Buffer, position: number): number;
  truncate(fd: number, bytes: number): void;
  sync(fd: number): void;
  /** Makes names durable. */
  syncFolder(path: string): void;
  close(fd: number): void;
  remove(path: string): void;
  save<State>(path: string, form: StateForm<State>, state: State): void;
}

/** No link leads elsewhere. */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

/** The disk. */
export const disk: SpoolFiles = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  names: (folder) => readdirSync(folder),
  sizeOf(path) {
    const stats = lstatSync(path);
    return stats.isFile() ? stats.size : undefined;
  },
  create: (path) => openSync(path, "wx", 0o600),
  openToRead: (path) => openSync(path, constants.O_RDONLY | NO_LINK),
  openToWrite: (path) => openSync(path, constants.O_RDWR | NO_LINK),
  hasName: (fd) => fstatSync(fd).nlink > 0,
  read: (fd, target, position) => readSync(fd, target, 0, target.length, position),
  write: (fd, bytes, position) => writeSync(fd, bytes, 0, bytes.length, position),
  truncate: (fd, bytes) => ftruncateSync(fd, bytes),
  sync: (fd) => fsyncSync(fd),
  syncFolder: (path) => syncFolder(path),
  close: (fd) => closeSync(fd),
  remove: (path) => rmSync(path, { force: true }),
  save: (path, form, state) => saveState(path, form, state),
};

/** Closes what was read, or was made durable as far as it should be: there is nothing to do about an error. */
export function closeAnyway(files: SpoolFiles, fd: number): void {
  try {
    files.close(fd);
  } catch {
    // The system has let go of it all the same.
  }
}
