#!/usr/bin/env node
//  A PowerShell that is none, for `--powershell`: of x.evtx it gives the events that stand in x.evtx.lines, one a line.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const say = (id, value) => {
  const text = Buffer.from(JSON.stringify(value)).toString("base64");
  process.stdout.write(`whoflux ${id} ok ${text} 50000\r\n`);
};
const readers = [];

const verbs = {
  open({ log, ids, after }) {
    const number = (line, pattern) => BigInt(pattern.exec(line)?.[1] ?? 0);
    const wanted = readFileSync(`${log}.lines`, "utf8")
      .split("\n")
      .filter((line) => ids.includes(Number(number(line, /<EventID[^>]*>(\d+)</))))
      .filter((line) => number(line, /<EventRecordID>(\d+)</) > BigInt(after));
    return { reader: readers.push(wanted) };
  },
  next: ({ reader, most }) => ({ events: readers[reader - 1].splice(0, Math.min(most, 2)) }),
  close: () => ({}),
};

say(0, {
  version: "5.1.22621.4391",
  edition: "Desktop",
  language: "FullLanguage",
  elevated: true,
  computer: "WS1",
  account: "WS1\\admin",
  windows: "10.0.22631",
});
for await (const line of createInterface({ input: process.stdin })) {
  const { id, verb, arguments: given } = JSON.parse(Buffer.from(line, "base64").toString());
  say(id, verbs[verb](given));
}
