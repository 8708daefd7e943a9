/**
 * The id of a Unix session, the same from every source and on every reading: `pts/0@1700000000123456.4242`, the line, the
 * login in microseconds since 1970, and the pid where there is one. A login without a time has nothing between `@` and `.`.
 */
export function sessionId(line: string, login: bigint | undefined, pid: bigint | number | undefined): string {
  return `${line}@${login ?? ""}${pid !== undefined && pid > 0 ? `.${pid}` : ""}`;
}
