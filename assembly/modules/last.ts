//  The module that lists logins as util-linux's `last` does.

export { encodeLast, writeMoment } from "../last/encode";
export { forgottenEnds } from "../last/ends";
export { beginListing } from "../last/listing";
export { beginSpoolFile, encodeSpool } from "../last/pack";
export { pairBack, spoolLeft } from "../last/pair";
export { spoolAt, zonesAt } from "../last/regions";
export * from "./every";
