//  A PowerShell that is none: it speaks the child's lines, and misbehaves as it is told. How it starts is its argument, what
//  it does with a request is the name of the channel that it is asked about.

import { createInterface } from "node:readline";

const frame = (id, value, word = "ok") =>
  `whoflux ${id} ${word} ${Buffer.from(JSON.stringify(value)).toString("base64")}`;
const say = (text) => process.stdout.write(text);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const forEver = () => setInterval(() => {}, 1000);

const greeting = {
  version: "5.1.22621.4391",
  edition: "Desktop",
  language: "FullLanguage",
  elevated: true,
  computer: String(process.pid),
  account: "OFFICE\\Jürgen",
  windows: "10.0.22631",
};
const greet = () => say(`${frame(0, greeting)}\n`);

const starts = {
  well: greet,
  slowly: async () => {
    await pause(400);
    greet();
  },
  never: forEver,
  "with an exit": () => {
    process.stderr.write("the term is not recognized\r\nlast word \u001b[31mred\r\n");
    process.exitCode = 3;
    process.stdin.destroy();
  },
  "with an error": () => say(`${frame(0, { id: "TypeLoadException" }, "err")}\n`),
  "under a policy": () => say("whoflux 0 language ConstrainedLanguage\r\n"),
  "with a damaged greeting": () => say("whoflux 0 ok eyJ2ZXJzaW9uIjo=\n"),
  "with a banner": () => {
    say("Welcome to Contoso\r\n\r\n");
    process.stderr.write('#< CLIXML\r\n<Objs Version="1.1.0.1"><Obj S="progress"><MS/></Obj></Objs>');
    say(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(`${frame(0, greeting)}\r\n`)]));
  },
  "deaf to the end of its input": () => {
    greet();
    forEver();
  },
};

const answers = {
  hang: () => {},
  die: () => process.exit(9),
  "half a frame": async (id) => {
    say(frame(id, { channels: [] }).slice(0, 20));
    await pause(50);
    process.exit(0);
  },
  "two halves": async (id) => {
    const line = `${frame(id, { channels: ["whole"] })}\n`;
    say(line.slice(0, 17));
    await pause(30);
    say(line.slice(17));
  },
  "two frames": (id) => say(`${frame(id, { channels: ["first"] })}\n${frame(id, { channels: ["second"] })}\n`),
  garbage: (id) =>
    say(`\u0000\u0001whoflux\n whoflux ${id} ok e30=\n#< CLIXML\n${frame(id, { channels: ["after"] })}\n`),
  damaged: (id) => say(`whoflux ${id} ok ***\n`),
  "another id": async (id) => {
    say(`${frame(id + 1, { channels: ["next"] })}\n${frame(id - 1, { channels: ["last"] })}\n`);
    await pause(30);
    say(`${frame(id, { channels: ["own"] })}\n`);
  },
  late: async (id) => {
    await pause(600);
    say(`${frame(id, { channels: ["late"] })}\n`);
  },
  error: (id) => say(`${frame(id, { id: "UnauthorizedAccessException" }, "err")} 70000\n`),
  much: async () => {
    const block = "x".repeat(1024 * 1024);
    for (let count = 0; count < 66; count++) if (!process.stdout.write(block)) await pause(1);
  },
  "no more input": (id) => {
    // What is written from now on finds a closed pipe.
    process.stdin.destroy();
    say(`${frame(id, { channels: ["closed"] })}\n`);
    forEver();
  },
  "words on stderr": (id) => {
    process.stderr.write("x".repeat(300_000), () => say(`${frame(id, { channels: ["calm"] })}\n`));
  },
};

let readers = 0;
const verbs = {
  open: (id) => say(`${frame(id, { reader: ++readers })}\n`),
  next: (id, { reader }) => say(`${frame(id, { events: [`<Event of='${process.pid}' reader='${reader}'/>`] })}\n`),
  close: (id) => say(`${frame(id, {})}\n`),
  channels: (id, { names }) => {
    const misbehave = answers[names[0]];
    if (misbehave === undefined) say(`${frame(id, { channels: names })} 50000\n`);
    else return misbehave(id);
  },
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(Buffer.from(line, "base64").toString());
  verbs[request.verb](request.id, request.arguments);
});
await starts[process.argv[2]]();
