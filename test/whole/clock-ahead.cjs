//  Loaded before the program: its clock is CLOCK_AHEAD milliseconds ahead of the real one.
const ahead = Number(process.env.CLOCK_AHEAD);
const RealDate = Date;
const now = () => RealDate.now() + ahead;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
