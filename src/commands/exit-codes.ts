/** Exit codes of every command: done; failed or partly unreadable; wrong usage or configuration. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
