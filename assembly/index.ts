//  The verbs of the jobs.

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
