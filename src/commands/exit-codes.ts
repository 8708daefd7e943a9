/** Exit codes of every command: done; failed or partly unreadable; wrong usage or configuration; ended by a signal. */
export const exitCodes = { done: 0, failed: 1, usage: 2, SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
