//  The module that makes sessions and events of records, and shows rows that the host fills.

export { classify } from "../pair/classify";
export {
  beginOpen,
  beginPairing,
  beginPairingFile,
  isShutDown,
  listOpen,
  pair,
  pairedRecords,
  setShutDown,
} from "../pair/pair";
export { restoreOpen } from "../pair/restore";
export { cutSessions } from "../pair/slot";
export { evictedSessions } from "../pair/stays";
export { pendingTime, setPendingTime } from "../pair/system";
export * from "./every";
