import { doctorOptions } from "./doctor-options.ts";
import { renderHelp } from "./help.ts";

const notes = `Tells which sources of logins there are, which of them this user can read, what is wrong with the others and what cures
it. Nothing is changed. Exit code 0: it can be told who is logged in; 1: it cannot; 2: wrong usage.

  whoflux doctor
  sudo -u telegraf whoflux doctor
  whoflux doctor --root /host --format json
`;

/** The help of `whoflux doctor`. */
export function doctorHelp(): string {
  return renderHelp("whoflux doctor [OPTION…]", doctorOptions, notes);
}
