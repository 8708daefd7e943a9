import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { WhofluxError } from "../../src/model/error.ts";
import { inFolder, readAll, runSql, WTMP_COLUMNS } from "../kit/databases.ts";
import { missing, requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";

const sqlite3 = requireProgram("sqlite3", "databases being written");

describe("a wtmpdb that is being written", (test) => {
  const withSqlite = sqlite3 === undefined ? test.skip : test;

  for (const journal of ["delete", "wal"]) {
    withSqlite(`a database written all the time in ${journal} mode is read whole transactions at a time`, async () => {
      await whileWritten(journal, (path) => {
        const sizes = new Set<number>();
        for (const start = performance.now(); sizes.size < 4 && performance.now() - start < 5000; ) {
          const records = readOrBusy(path);
          if (records === undefined) continue;
          assert.is(records % 50, 0);
          sizes.add(records);
        }
        if (sizes.size < 2) missing(`a reading between two writes (${sizes.size} seen)`, "consistency under writing");
      });
    });
  }
});

/** Rows of the database; undefined when it never stood still, which is an honest answer. */
function readOrBusy(path: string): number | undefined {
  try {
    return readAll(path).records.length;
  } catch (error) {
    if (error instanceof WhofluxError && error.code === "E_SOURCE" && /written while/.test(error.message))
      return undefined;
    throw error;
  }
}

/** Runs `body` while a real writer commits fifty rows, scattered over the table, in each transaction. */
async function whileWritten(journal: string, body: (path: string) => void): Promise<void> {
  await inFolder(async (folder) => {
    const path = join(folder, "live.db");
    runSql(
      sqlite3 as string,
      path,
      `PRAGMA page_size=512; PRAGMA journal_mode=${journal}; CREATE TABLE wtmp(${WTMP_COLUMNS});`,
    );
    const writer = spawn(sqlite3 as string, ["-batch", path], { stdio: ["pipe", "ignore", "ignore"] });
    const ended = once(writer, "exit");
    const transaction = `BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50)
      INSERT INTO wtmp SELECT abs(random()), 3, 'alice', i, NULL, 'pts/0', 'host.example.org', 'sshd' FROM n; COMMIT;\n.shell sleep 0.01\n`;
    writer.stdin.on("error", () => undefined);
    writer.stdin.write(transaction.repeat(300));
    while (!existsSync(`${path}-wal`) && journal === "wal") await new Promise((resolve) => setTimeout(resolve, 5));
    body(path);
    writer.kill("SIGKILL");
    await ended;
  });
}
