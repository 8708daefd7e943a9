//  A PowerShell that is none: it has one Security log, a file of XML events that is named by its argument, one a line, and
//  ends in the midst of an answer when its second argument says so: `dies at N` at its Nth question.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [path, fate = ""] = process.argv.slice(2);
const deadly = Number(/^dies at (\d+)$/.exec(fate)?.[1] ?? 0);
const frame = (id, value) => `whoflux ${id} ok ${Buffer.from(JSON.stringify(value)).toString("base64")}\n`;
const numberOf = (xml) => BigInt(/<EventRecordID>(\d+)</.exec(xml)[1]);
const log = () => readFileSync(path, "utf8").split("\n").slice(0, -1);
const readers = [];
let questions = 0;

const verbs = {
  logons: () => ({ boot: null, logons: [], accounts: [], problems: [] }),
  channels: ({ names }) => ({
    channels: names.map((name) => {
      const records = log().map((xml) => String(numberOf(xml)));
      const common = { name, enabled: true, oldest: null, newest: null, records: null };
      if (name !== "Security") return { ...common, problem: "EventLogNotFoundException" };
      return { ...common, oldest: records[0] ?? null, newest: records.at(-1) ?? null, problem: null };
    }),
  }),
  open: ({ after }) => ({ reader: readers.push(log().filter((xml) => numberOf(xml) > BigInt(after))) - 1 }),
  next: ({ reader }) => ({ events: readers[reader].splice(0, 3) }),
  close: () => ({}),
};

process.stdout.write(
  frame(0, { version: "5.1.1", edition: "Desktop", language: "FullLanguage", elevated: true, computer: "PC1" }),
);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, verb, arguments: given } = JSON.parse(Buffer.from(line, "base64").toString());
  const answer = frame(id, verbs[verb](given));
  questions += 1;
  if (questions === deadly) process.stdout.write(answer.slice(0, 20), () => process.exit(9));
  else process.stdout.write(answer);
}
