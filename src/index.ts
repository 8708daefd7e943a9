export { type ErrorCode, WhofluxError } from "./model/error.ts";
export { escapeText, unescapeText } from "./model/escape.ts";
export type { LoginRecord } from "./model/login-record.ts";
export { type RecordType, recordTypes } from "./model/record.ts";
export type { SkipReport } from "./model/report.ts";
export { type ReadOptions, readRecords } from "./read-records.ts";
