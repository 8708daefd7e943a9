import { escapeText } from "../model/escape.ts";
import type { Root } from "../sources/rooted.ts";
import { rootBytes } from "./root-bytes.ts";

/** Some hundred thousand lines. */
const MOST_BYTES = 16 * 1024 * 1024;

type Lines = readonly (readonly string[])[];

/** Names of the users and groups of one root, by its own files. Each is read once, when it is first asked for. */
export class Names {
  readonly #root: Root;
  readonly #files = new Map<string, Lines>();

  constructor(root: Root) {
    this.#root = root;
  }

  /** Safe to show; the number itself when nobody knows its name. */
  user(uid: number): string {
    return this.#name("/etc/passwd", uid);
  }

  /** The same of a group. */
  group(gid: number): string {
    return this.#name("/etc/group", gid);
  }

  /** Whether the group's line names this user. */
  isMember(user: string, gid: number): boolean {
    const line = this.#lines("/etc/group").find((parts) => parts[2] === String(gid));
    return line?.[3]?.split(",").includes(user) === true;
  }

  #name(file: string, id: number): string {
    const name = this.#lines(file).find((parts) => parts[2] === String(id))?.[0];
    return name === undefined ? String(id) : escapeText(Buffer.from(name, "latin1"));
  }

  /** Lines of `name:…:number:…`; none when the file cannot be read. */
  #lines(file: string): Lines {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const text = rootBytes(this.#root, file, MOST_BYTES).toString("latin1");
    const lines = text.split("\n").map((line) => line.split(":"));
    this.#files.set(file, lines);
    return lines;
  }
}
