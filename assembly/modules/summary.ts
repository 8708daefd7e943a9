//  The module that counts logins.

export { beginSummary } from "../summary/begin";
export { countLogins } from "../summary/count";
export * from "./every";
