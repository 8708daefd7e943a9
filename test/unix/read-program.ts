import { readPath } from "./read-kit.ts";

/** Started by wtmpdb-pipes.test.ts: reads each argument and prints its rows' numbers, users and ends in one line. */
for (const path of process.argv.slice(2)) {
  const { records, skips, errors } = await readPath(path);
  const rows = records.map(({ id, user, logout_time }) => [id, user, String(logout_time ?? "open")].join(" "));
  process.stdout.write(`${[...rows, ...skips, ...errors.map(({ message }) => message)].join(", ")}\n`);
}
