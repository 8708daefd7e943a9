#!/usr/bin/env node
//  A PowerShell that is none: it answers with the scene in the file WHOFLUX_SCENE, and notes its starts in WHOFLUX_STARTS.
//  Under the fault `hang` it says nothing.

import { appendFileSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const scene = JSON.parse(readFileSync(process.env.WHOFLUX_SCENE, "utf8"));
if (process.env.WHOFLUX_STARTS) appendFileSync(process.env.WHOFLUX_STARTS, `${process.pid}\n`);

const say = (id, word, value) =>
  process.stdout.write(`whoflux ${id} ${word} ${Buffer.from(JSON.stringify(value)).toString("base64")}\n`);

if (scene.greeting.fault === undefined) {
  say(0, "ok", scene.greeting);
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, verb } = JSON.parse(Buffer.from(line, "base64").toString());
    const answer = scene[verb] ?? { fault: "refused", detail: "NotInThisScene" };
    if (answer.fault === "hang") continue;
    if (answer.fault === undefined) say(id, "ok", answer);
    else say(id, "err", { id: answer.detail });
  }
} else process.exitCode = 1;
