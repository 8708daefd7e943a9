import { hostname } from "node:os";
import { rootBytes } from "../doctor/root-bytes.ts";
import { Root } from "../sources/rooted.ts";

/** Bytes of /etc/hostname that are looked at; the longest name has 253. */
const MOST = 4096;
const LONGEST = 253;

/**
 * The name of the machine below a root: of `/` what the system says, of another what its /etc/hostname says; undefined
 * where it says nothing. Lines of many machines come together in one server, and only this tells them apart.
 */
export function ownHost(root: string): string | undefined {
  const name = root === "/" ? hostname() : written(root);
  return name === undefined || name === "" ? undefined : name.slice(0, LONGEST);
}

function written(root: string): string | undefined {
  const lines = rootBytes(new Root(root), "/etc/hostname", MOST).toString().split("\n");
  return lines.map((line) => line.trim()).find((line) => line !== "" && !line.startsWith("#"));
}
