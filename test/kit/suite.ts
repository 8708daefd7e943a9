import { suite as uvuSuite } from "uvu";
import { report } from "./report.ts";

/** Milliseconds a single test may take before it counts as failed. */
const TEST_LIMIT = 60_000;

/** What one test does: it fails by throwing or rejecting. */
export type TestBody = () => void | Promise<void>;

/** Declares tests and hooks; handed to the body of `describe`. */
export interface Declare {
  /** One test, named by a sentence of behaviour. */
  (sentence: string, body: TestBody): void;
  /** A test that cannot run here; it is counted and its sentence is printed. */
  skip(sentence: string, body?: TestBody): void;
  /** Runs once before the first test; a throw fails the suite. */
  before(body: TestBody): void;
  /** Runs once after the last test, also when one failed; a throw fails the suite. */
  after(body: TestBody): void;
}

/**
 * Declares and runs one suite on uvu, and closes the holes through which uvu lets a broken suite pass.
 *
 * The suite runs itself (nobody can forget to), a suite without tests fails, a hook that throws fails, a test that
 * does not end fails, and a test declared after `body` returned throws. Several suites in one file run in order.
 */
export function describe(name: string, body: (test: Declare) => void): void {
  const engine = uvuSuite(name);
  let open = true;
  let declared = 0;

  const mustBeOpen = (what: string): void => {
    if (!open) throw new Error(`${what} was declared after describe("${name}") had returned`);
    declared += 1;
  };
  const test: Declare = (sentence, run) => {
    mustBeOpen(`test "${sentence}"`);
    report.declared(`${name}: ${sentence}`);
    engine(sentence, () => watched(`${name}: ${sentence}`, run));
  };
  test.skip = (sentence) => {
    mustBeOpen(`test "${sentence}"`);
    engine.skip();
    report.skipped(`${name}: ${sentence}`);
  };
  test.before = (run) => engine.before(() => hooked(`before ${name}`, run));
  test.after = (run) => engine.after(() => hooked(`after ${name}`, run));

  const returned: unknown = body(test);
  open = false;
  if (returned instanceof Promise)
    throw new Error(`the body of describe("${name}") is async: declare tests in a plain function`);
  if (declared === 0) report.broken(`describe("${name}") declares no test`);
  engine.run();
}

/** Runs a test under the time limit and tells the report how it ended. */
async function watched(name: string, run: TestBody): Promise<void> {
  try {
    await limited(run);
    report.passed(name);
  } catch (error) {
    report.failed(name);
    throw error;
  }
}

/** Runs a hook; uvu swallows what it throws, so the report keeps it. */
async function hooked(name: string, run: TestBody): Promise<void> {
  try {
    await limited(run);
  } catch (error) {
    report.broken(`${name} threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    throw error;
  }
}

function limited(run: TestBody): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not finished after ${TEST_LIMIT / 1000} s`)), TEST_LIMIT);
    // Without a reference to the timer, a test that waits for nothing ends the process at once, as unfinished.
    late.unref();
    const ended = (): void => clearTimeout(late);
    new Promise<void>((start) => start(run())).finally(ended).then(resolve, reject);
  });
}
