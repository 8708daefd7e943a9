/** Why a session was disconnected, by the code of LocalSessionManager 40; undefined: it tells no reason (0), or none we know. */
export function disconnectText(code: number): string | undefined {
  if (code >= 256 && code <= 267) return "licensing";
  return texts.get(code);
}

/** Whether a reason says that the session was logged off, not left: 2 by a program, 12 by its user. */
export function isLogoff(code: number | undefined): boolean {
  return code === 2 || code === 12;
}

const texts: ReadonlyMap<number, string> = new Map([
  [1, "disconnected by a program"],
  [2, "logged off by a program"],
  [3, "idle for too long"],
  [4, "logged on for too long"],
  [5, "replaced by another connection"],
  [6, "out of memory"],
  [7, "denied"],
  [8, "denied for security reasons"],
  [9, "denied for security reasons"],
  [10, "fresh credentials are needed"],
  [11, "disconnected by the user"],
  [12, "logged off by the user"],
]);
