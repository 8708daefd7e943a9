import { appendFileSync } from "node:fs";
import { Spool } from "../../src/spool/spool.ts";

//  Appends units of three lines until it is killed; after each, its number goes to a file, as a state would.

const [folder = "", told = "", first = "0"] = process.argv.slice(2);
const spool = Spool.open({
  folder,
  maxBytes: 1 << 24,
  whenFull: "refuse",
  sync: "never",
  marks: new Map([[1, Number(first)]]),
  now: () => 0,
  say: () => {},
});
for (let value = Number(first) + 1; ; value++) {
  const lines = [0, 1, 2].map((index) => `x=${value}.${index} ${"y".repeat((value * 37) % 20_000)}\n`);
  spool.append([Buffer.from(lines.join(""))], { feed: 1, value });
  appendFileSync(told, `${value}\n`);
  const batch = value % 3 === 0 ? spool.take({ maxLines: 7, maxBytes: 1 << 20 }) : undefined;
  if (batch !== undefined) spool.acknowledge(batch.end);
}
