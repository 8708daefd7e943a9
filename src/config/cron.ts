import { createTask, validate } from "node-cron";
import type { Rule } from "./setting.ts";

/**
 * Five or six fields. Whether they mean something is asked of what will run them, but with numbers of two digits only: it
 * writes out every number of a range before it looks at the bounds, and a range of a thousand million ends the process.
 */
export const cron: Rule = {
  expected: "five or six fields of cron with a space between them, as in */10 * * * * * or 0 6 * * mon-fri",
  accepts: (text) =>
    text.length <= 200 && /^[\w*/,#?-]+(?: [\w*/,#?-]+){4,5}$/.test(text) && !/\d{3}/.test(text) && validate(text),
};

/** The name of a time zone that schedules can be in: `Europe/Berlin`. */
export const timeZone: Rule = {
  expected: "the name of a time zone, as in Europe/Berlin or UTC",
  accepts: (text) => /^[A-Za-z][\w+/-]{1,63}$/.test(text) && isKnownZone(text),
};

/** A task asks for the zone when it looks at a moment. It is never started; one whose zone is unknown cannot even be ended. */
function isKnownZone(timezone: string): boolean {
  const task = createTask("* * * * *", () => {}, { timezone });
  try {
    task.match(new Date(0));
    void task.destroy();
    return true;
  } catch {
    return false;
  }
}
