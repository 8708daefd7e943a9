//  The verbs of the jobs.

export { encodeLast, writeMoment } from "./last/encode";
export { forgottenEnds } from "./last/ends";
export { beginListing } from "./last/listing";
export { beginSpoolFile, encodeSpool } from "./last/pack";
export { pairBack, spoolLeft } from "./last/pair";
export { spoolAt, zonesAt } from "./last/regions";
export { classify } from "./pair/classify";
export {
  beginOpen,
  beginPairing,
  beginPairingFile,
  isShutDown,
  listOpen,
  pair,
  pairedRecords,
  setShutDown,
} from "./pair/pair";
export { restoreOpen } from "./pair/restore";
export { cutSessions } from "./pair/slot";
export { evictedSessions } from "./pair/stays";
export { beginSummary } from "./summary/begin";
export { countLogins } from "./summary/count";
