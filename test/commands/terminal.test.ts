import { fileURLToPath } from "node:url";
import * as assert from "uvu/assert";
import { program, whoflux } from "../kit/cli.ts";
import { requireProgram } from "../kit/require.ts";
import { describe } from "../kit/suite.ts";
import { onTerminal } from "../kit/terminal.ts";
import { file, wtmp } from "./login-files.ts";

const script = requireProgram("script", "what is shown on a terminal");
const sample = fileURLToPath(new URL("../../fixtures/linux/amd64.wtmp", import.meta.url));
const READ = `"${process.execPath}" "${program}" read`;

describe("whoflux read on a terminal", (test) => {
  if (script === undefined || process.platform !== "linux") return test.skip("shows a table as wide as it");
  const shown = (columns: number, command: string) => onTerminal(script, columns, command, { FILE: sample });

  test("shows a table without being asked, no line wider than the terminal", () => {
    for (const columns of [60, 100, 160]) {
      const { status, screen } = shown(columns, `${READ} "$FILE"`);
      const lines = screen.split("\n").slice(0, -1);
      assert.is(status, 0);
      assert.match(lines[0] ?? "", /^TIME \(UTC\) +TYPE /);
      assert.is(lines.length, whoflux(["read", "-f", "table", sample]).stdout.split("\n").length - 1);
      const widest = Math.max(...lines.map((line) => [...line.replaceAll("日", "xx")].length));
      assert.ok(widest <= columns, `${widest} cells on ${columns}`);
      assert.ok(widest > columns - 20, `${widest} cells on ${columns}`);
    }
  });

  test("leaves columns out where the terminal is narrow", () => {
    const titles = (columns: number): number =>
      (shown(columns, `${READ} "$FILE"`).screen.split("\n")[0] ?? "").split(/ {2,}/).length;
    assert.ok(titles(50) < titles(80) && titles(80) < titles(120));
  });

  test("prints JSON Lines into a pipe or a file, whoever looks on", () => {
    assert.is(
      shown(80, `${READ} "$FILE" | cat`).screen,
      Buffer.from(whoflux(["read", sample]).stdout, "latin1").toString(),
    );
  });

  test("says how far long work is, where nothing else is shown, and wipes it", () => {
    const long = file("long", wtmp(20_000));
    const slow = `{ cat "${long}"; sleep 2.5; cat "${long}"; } | ${READ} -`;
    const { status, screen } = shown(80, `${slow} > /dev/null`);
    assert.is(status, 0);
    assert.ok(screen.startsWith("\r\x1b[K\x1b[?7l-: "));
    assert.match(screen, /-: [23]\d{4} records/);
    assert.ok(screen.endsWith("\r\x1b[K"));
  });

  test("says nothing of it beside a table, and nothing about short work", () => {
    const long = file("longer", wtmp(20_000));
    const slow = `{ cat "${long}"; sleep 1.3; cat "${long}"; } | ${READ} -`;
    assert.is(shown(80, `${slow} 2>&1 | tail -n 1`).screen.split("\r").length, 1);
    assert.is(shown(80, slow).screen.includes("\x1b"), false);
    assert.is(shown(80, `${READ} "$FILE" > /dev/null`).screen, "");
  });
});
