import { SetupError } from "./setup-error.mjs";

/** Runs a script's work and ends with the exit code it resolves to; a failed set-up is one line on stderr. */
export async function command(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`whoflux: ${error.message}`);
    process.exitCode = 1;
  }
}
