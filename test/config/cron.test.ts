import * as fc from "fast-check";
import { validate } from "node-cron";
import * as assert from "uvu/assert";
import { cron, timeZone } from "../../src/config/cron.ts";
import { describe } from "../kit/suite.ts";

const field = fc.string({ unit: fc.constantFrom(..."0123456789*/,-#?Lmon"), maxLength: 8 });

describe("moments of cron", (test) => {
  for (const text of ["* * * * *", "*/10 * * * * *", "0 6 * * mon-fri", "0 0 1 jan *", "30 5,17 * * 7", "0 0 29 2 *"]) {
    test(`${text} is right`, () => assert.ok(cron.accepts(text)));
  }

  for (const text of [
    "",
    "*",
    "* * * *",
    "* * * * * * *",
    "@hourly",
    "60 * * * *",
    "*/0 * * * *",
    "* * * * mo",
    "0 0 30 2 *",
    " * * * * *",
    "*  * * * *",
    "*\t* * * *",
    "* * * * *\n",
    "every 5 s ok now",
    "0-1000000000 * * * *",
    "*/100 * * * *",
    `0${",0".repeat(200)} * * * *`,
  ]) {
    test(`is refused: ${JSON.stringify(text.slice(0, 30))}`, () => assert.not(cron.accepts(text)));
  }

  test("what is taken means something to what runs it, and nothing ends the process", () => {
    return fc.assert(
      fc.property(fc.array(field, { minLength: 4, maxLength: 7 }), (fields) => {
        const text = fields.join(" ");
        if (cron.accepts(text)) assert.ok(validate(text), text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("time zones", (test) => {
  for (const name of ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"]) {
    test(`${name} is one`, () => assert.ok(timeZone.accepts(name)));
  }

  for (const name of ["", "Mars/Olympus", "+02:00", "local", "Europe/Berlin\n", "../etc/passwd", "x".repeat(100)]) {
    test(`is none: ${JSON.stringify(name.slice(0, 20))}`, () => assert.not(timeZone.accepts(name)));
  }
});
