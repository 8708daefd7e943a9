import { spawn } from "node:child_process";
import * as assert from "uvu/assert";
import { program } from "../kit/cli.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { Evidence, Keeper, withKeeper } from "./shipping.ts";

const python = requireProgram("python3", "progress of sending on a terminal");

/**
 * Runs a command whose stderr is a terminal of 60 columns, and prints what was shown; with `leave`, the terminal is gone
 * as soon as there is progress.
 */
const onPseudoTerminal = `
import fcntl, os, pty, struct, subprocess, sys, termios
ours, theirs = pty.openpty()
fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
leave = sys.argv[1] == "leave"
child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs)
os.close(theirs)
seen = b""
while not (leave and b"lines delivered" in seen):
    try:
        some = os.read(ours, 65536)
    except OSError:
        break
    if not some:
        break
    seen += some
os.close(ours)
sys.stdout.buffer.write(seen)
sys.stdout.flush()
sys.exit(child.wait() & 255)
`;

describe("progress of read --to influx on a terminal", (test) => {
  const evidence = new Evidence();
  test.after(() => evidence.remove());
  if (python === undefined || process.platform === "win32") return test.skip("is one line");

  /** Sends the evidence, a fifth of a second for each request. */
  const shown = async (how: "stay" | "leave") => {
    const keeper = new Keeper([], 200);
    let ended: { readonly status: number | null; readonly screen: string } = { status: null, screen: "" };
    await withKeeper(evidence, keeper, async (sending) => {
      const args = ["-c", onPseudoTerminal, how, process.execPath, program, "read", evidence.big, ...sending];
      const env = { ...process.env, HOME: "/nonexistent", XDG_CONFIG_HOME: "/nonexistent" };
      const child = spawn(python, args, { env, stdio: ["ignore", "pipe", "inherit"] });
      let screen = "";
      child.stdout.on("data", (chunk: Buffer) => {
        screen += chunk.toString();
      });
      const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
      ended = { status, screen };
    });
    return { status: ended.status, screen: ended.screen.replaceAll("\x1b", "ESC"), lines: keeper.lines.length };
  };

  test("is one line that is written over, never goes on in a second row, and makes room for words", async () => {
    const { status, screen, lines } = await shown("stay");
    assert.equal([status, lines], [0, evidence.records], screen);
    const steps = screen.split("\rESC[K").filter((step) => step.includes("records,"));
    assert.ok(steps.length >= 2, screen);
    for (const step of steps) {
      assert.match(step, /^ESC\[\?7lwtmp: \d+ records, \d+ lines delivered, \d+ lines\/s(?:, \d+s left)?ESC\[\?7h$/);
    }
    const delivered = steps.map((step) => Number(/(\d+) lines delivered/.exec(step)?.[1]));
    assert.equal(
      delivered,
      [...delivered].sort((one, other) => one - other),
    );
    assert.ok((delivered.at(-1) ?? 0) > (delivered[0] ?? 0));
    assert.match(screen, /\rESC\[Kwhoflux: InfluxDB.*: 60000 lines delivered\r\n$/);
  });

  test("ends nothing when the terminal goes", async () => {
    // How it ends is Node's affair, which aborts at its exit for want of a terminal to set back.
    assert.is((await shown("leave")).lines, evidence.records);
    assert.equal(evidence.places(), []);
  });
});
