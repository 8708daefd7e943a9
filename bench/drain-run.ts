//  node --import tsx bench/drain-run.ts fill FILE FOLDER | spool FOLDER URL | client FILE URL
//
//  One process of the measurement: what it took and its peak memory go to stdout, as JSON.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { InfluxDB, setLogger } from "@influxdata/influxdb-client";
import { Deliverer } from "../src/deliver/deliverer.ts";
import { heldPause } from "../src/deliver/pause.ts";
import { openInflux } from "../src/sinks/influx/open.ts";
import { Spool } from "../src/spool/spool.ts";

const PIECE = 1024 * 1024;
const LF = 0x0a;

/** The whole lines of a file, piece by piece. */
function* piecesOf(file: string): Generator<Buffer> {
  const fd = openSync(file, "r");
  let kept = Buffer.alloc(0);
  for (;;) {
    const piece = Buffer.alloc(PIECE);
    const bytes = readSync(fd, piece);
    if (bytes === 0) break;
    const text = Buffer.concat([kept, piece.subarray(0, bytes)]);
    const end = text.lastIndexOf(LF) + 1;
    kept = text.subarray(end);
    if (end > 0) yield text.subarray(0, end);
  }
  closeSync(fd);
}

function openSpool(folder: string): Spool {
  return Spool.open({
    ...{ folder, maxBytes: 2 ** 34, whenFull: "refuse", sync: "never", marks: new Map() },
    ...{ now: Date.now, say: ({ text }) => process.stderr.write(`${text}\n`) },
  });
}

function fill(file: string, folder: string): void {
  const spool = openSpool(folder);
  for (const piece of piecesOf(file)) spool.append([piece]);
  spool.close();
}

/** What the daemon does with a backlog. */
async function drainSpool(folder: string, url: string): Promise<void> {
  const spool = openSpool(folder);
  const target = { url, version: "victoria-metrics", tls: {}, compression: "gzip", timeout: 10_000 } as const;
  const deliverer = new Deliverer({
    ...{ lanes: [spool], sink: openInflux(target), clock: Date.now, chance: Math.random, sleep: heldPause },
    quarantine: { path: "", add: () => fail("lines were refused") },
    say: ({ text }) => fail(text),
  });
  deliverer.start();
  await deliverer.stop(600_000);
  if (spool.status().lines > 0) fail("lines are left");
  spool.close();
}

/** What a program does that gives its lines to the official client, in the client's own batches and with its own options. */
async function drainClient(file: string, url: string): Promise<void> {
  setLogger({ error: (message) => fail(message), warn: (message) => fail(message) });
  const client = new InfluxDB({ url, token: "none" }).getWriteApi("none", "none", "ns");
  for (const piece of piecesOf(file)) {
    client.writeRecords(piece.toString().split("\n").slice(0, -1));
    // Without it the client would keep a million lines in memory, or lose those above 32,000.
    await client.flush();
  }
  await client.close();
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [job = "", from = "", to = ""] = process.argv.slice(2);
const started = performance.now();
if (job === "fill") fill(from, to);
else if (job === "spool") await drainSpool(from, to);
else if (job === "client") await drainClient(from, to);
else fail(`no job ${job}`);
const milliseconds = performance.now() - started;
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
process.stdout.write(JSON.stringify({ milliseconds, kib: Number(peak ?? 0) }));
