import { AskError, type Greeting, type Windows } from "../../windows/ask.ts";
import { askFault } from "../../windows/ask-fault.ts";
import type { PowerShellFinding } from "./diagnosis.ts";

/** What PowerShell says of itself, and how it is to be judged. */
export interface Greeted {
  readonly greeting: Greeting | undefined;
  readonly finding: PowerShellFinding;
}

/** Greets PowerShell. What is wrong with it is part of the answer. */
export async function greet(windows: Windows, path: string): Promise<Greeted> {
  try {
    const greeting = await windows.greet();
    return { greeting, finding: { path, ...judged(greeting) } };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    const { problem, facts } = askFault(error);
    const told = facts.found === undefined ? problem : `${problem} (found ${facts.found})`;
    const cure = facts.cure === undefined ? {} : { cure: facts.cure };
    return { greeting: undefined, finding: { path, status: "failed", problem: told, ...cure } };
  }
}

function judged({ version, edition, language }: Greeting): Omit<PowerShellFinding, "path"> {
  const self = { version, edition, language };
  if (language === "FullLanguage") return { status: "ok", ...self };
  return {
    status: "partial",
    ...self,
    problem: "a policy holds it to a part of its language: each question takes a process of its own",
    cure: "allow whoflux in the policy (WDAC, AppLocker), or live without what the terminal services know",
  };
}
