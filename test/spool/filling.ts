import { drain, openSpool, said } from "./spools.ts";

//  Appends until the disk refuses, three times; takes all of it, makes room, and appends once more.

const [folder = ""] = process.argv.slice(2);
const { spool } = openSpool(folder, { sync: "always" });
const refused: string[] = [];
let kept = 0;
while (refused.length < 3) {
  try {
    spool.append([Buffer.from(`x=${kept} ${"y".repeat(3000)}\n`)]);
    kept += 1;
  } catch (error) {
    refused.push((error as Error).message);
  }
}
spool.close();
const { spool: reopened, words } = openSpool(folder, { sync: "always", maxBytes: 1 << 16 });
const found = drain(reopened, "acknowledge").map((line) => line.split(" ")[0]);
reopened.append([Buffer.from("x=again\n")]);
const again = drain(reopened, "acknowledge").join();
process.stdout.write(JSON.stringify({ refused, kept, found, again, said: said(words) }));
