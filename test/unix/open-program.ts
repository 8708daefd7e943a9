import { openSource } from "../../src/unix/open/open.ts";
import { drain } from "./open-kit.ts";

/** Started by open.test.ts: reads each argument and prints a line of JSON about it. */
for (const path of process.argv.slice(2)) {
  const notices: string[] = [];
  let answer: { bytes: number; sum: string; error?: string };
  try {
    const { bytes, error } = await drain(await openSource(path, (message) => notices.push(message)));
    const sum = bytes.reduce((total, byte) => (Math.imul(total, 31) + byte) | 0, 0).toString();
    answer = { bytes: bytes.length, sum, ...(error && { error: error.message }) };
  } catch (error) {
    answer = { bytes: 0, sum: "0", error: (error as Error).message };
  }
  process.stdout.write(`${JSON.stringify({ ...answer, notices })}\n`);
}
