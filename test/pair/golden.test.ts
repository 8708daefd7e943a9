import { compareGolden } from "../kit/golden.ts";
import { describe } from "../kit/suite.ts";
import { read } from "./read.ts";
import { rules } from "./rules.ts";

describe("the rules of pairing, each with a golden file of its sessions and then its events", (test) => {
  for (const [rule, files] of Object.entries(rules)) {
    test(`${rule.replaceAll("-", " ")}`, async () => {
      const sessions = await read("sessions", files);
      const events = await read("events", files);
      compareGolden(`pair/${rule}.jsonl`, sessions.text + events.text);
    });
  }
});
