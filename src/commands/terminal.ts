import { fstatSync, statSync } from "node:fs";

/**
 * Whether a descriptor is a terminal. What is no character device, or the null device, is none: then `node:tty`, which
 * takes two milliseconds to load, need not be asked.
 */
export function isTerminal(fd: number): boolean {
  try {
    const device = fstatSync(fd);
    if (!device.isCharacterDevice() || device.rdev === statSync("/dev/null").rdev) return false;
  } catch {
    // A closed descriptor, or a system without that null device: asking is right in any case.
  }
  return process.getBuiltinModule("node:tty").isatty(fd);
}
