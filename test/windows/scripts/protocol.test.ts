import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { frame, inScene, RealChild } from "./real-child.ts";

/** The names of the scene "hostile". */
const names = [
  ...["a\"b'c", "$(throw 1)", "`n$env:PATH", "line\nbreak\r", "tab\tbell\u0007bell", "<b>&amp;</b>", "back\\slash\\\\"],
  ...["half\u{1f600}", "lone\ud83d", "\udc00tail", "\u202ereversed", "line\u2028separator", "\u0085", "\u007f", "%00"],
  ...["; Remove-Item x", "x".repeat(10_000), "whoflux 0 ok e30=", "\u001b[31mred", " ", "true", "0123"],
];

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

if (requirePowerShell("the wire of the program in a real PowerShell") !== undefined) {
  describe("the wire", (test) => {
    test("carries every name to the last UTF-16 unit, on one line of ASCII each", () =>
      inScene("hostile", async (child) => {
        const { accounts } = await child.ask("logons", {});
        assert.equal(
          accounts.map(({ name }) => name),
          names,
        );
        assert.equal(new Set(accounts.map(({ domain }) => domain)), new Set(['D"\\']));
        assert.equal((await child.ask("quser", {})).lines, [names[1], names[2], "line", "break\r"]);
        for (const line of child.lines) assert.match(line, /^whoflux \d+ ok [A-Za-z0-9+/]+={0,2} \d+$/);
      }));

    test("greets before anything is asked, ends with 0 at the end of the input, at once or later", async () => {
      const child = new RealChild("office");
      assert.is(await child.close(), 0);
      assert.is(child.lines.length, 1);
      assert.is((frame(child.lines[0] ?? "", 0, "ok") as { language: string }).language, "FullLanguage");
    });

    test("answers many requests that came in one piece, in their order", () =>
      inScene("empty", async (child) => {
        const ids = Array.from({ length: 200 }, (_, index) => index + 1);
        child.say(ids.map((id) => base64({ id, verb: "channels", arguments: { names: [] } })).join("\n"));
        for (const id of ids) assert.equal(frame(await child.line(), id, "ok"), { channels: [] });
      }));

    test("refuses what is no request, by an id, and goes on", () =>
      inScene("empty", async (child) => {
        for (const line of ["", "no base64!", "AAAA", base64("text"), base64({}), base64({ id: "x" }), base64([])]) {
          child.say(line);
          const { id } = frame(await child.line(), 0, "err") as { id: string };
          assert.match(id, /^[\w.]+(?:,[\w.]+)?$/);
        }
        assert.is(await child.refusal({ verb: "Get-Process", arguments: {} }), "NoSuchVerb");
        assert.is(await child.refusal({ verb: "logons; exit", arguments: {} }), "NoSuchVerb");
        assert.match(await child.refusal({ verb: "open" }), /^[\w.]+$/);
        assert.equal(await child.ask("channels", { names: [] }), { channels: [] });
      }));

    test("is a line of its own on a stdout with noise; stderr disturbs nothing", async () => {
      const child = new RealChild("noisy");
      try {
        assert.is(await child.line(), "Preparing modules for first use.");
        await child.greeting();
        assert.equal((await child.ask("logons", {})).problems, []);
        assert.is(await child.close(), 0);
        assert.match(child.stderr, /#< CLIXML/);
        assert.is(child.lines.length, 3);
      } finally {
        child.kill();
      }
    });

    test("is one line that names the language mode, where a policy allows no more", async () => {
      const child = new RealChild("constrained");
      assert.is(await child.ended, 0);
      assert.equal(child.lines, ["whoflux 0 language ConstrainedLanguage"]);
      assert.is(child.stderr, "");
    });
  });

  describe("an argument", (test) => {
    test("never becomes code, nor a part of a query", async () => {
      const folder = mkdtempSync(join(tmpdir(), "whoflux-injection-"));
      const mark = join(folder, "mark");
      const make = `New-Item -ItemType File -Path ${mark}`;
      const texts = [
        `'; ${make}; '`,
        `$(${make})`,
        `"; ${make} #`,
        `]] or ${make}`,
        `\`n${make}`,
        `\n${make}\n`,
        `; ${make}`,
      ];
      try {
        await inScene("office", async (child) => {
          for (const text of texts) {
            const open = { log: "Security", kind: "channel", after: "0", ids: [] };
            const { channels } = await child.ask("channels", { names: [text] });
            assert.equal([channels[0]?.name, channels[0]?.problem], [text, "FileNotFoundException"]);
            assert.is(
              await child.refusal({ verb: "open", arguments: { ...open, log: text } }),
              "FileNotFoundException",
            );
            //  A number is a number, or the request is refused before any query is made of it.
            for (const wrong of [
              { after: text },
              { ids: [text] },
              { ids: [text, 1] },
              { after: "1 or 1=1" },
              { ids: [-1] },
            ])
              assert.match(
                await child.refusal({ verb: "open", arguments: { ...open, ...wrong } }),
                /^(?:InvalidCast\w*|FormatException|OverflowException)$/,
              );
            await child.raw({ verb: "next", arguments: { reader: text, most: 1 } }, "err");
            await child.raw({ verb: "close", arguments: { reader: text } }, "err");
            await child.raw({ verb: text, arguments: {} }, "err");
          }
        });
        assert.not(existsSync(mark));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });
}
