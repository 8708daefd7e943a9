/** Setting up failed for a reason that has been told: shown as one line, without a stack. */
export class SetupError extends Error {}
