import * as assert from "uvu/assert";
import { AskError, type Windows } from "../../../src/windows/ask.ts";
import { connectWindows } from "../../../src/windows/child/connect.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";
import { contract, keeps } from "./contract.ts";
import { proxied } from "./real-child.ts";

/** Connects as the product does, to a real PowerShell in a scene. */
async function connected(scene: string, body: (windows: Windows) => Promise<void>): Promise<void> {
  process.env.WHOFLUX_PROXY = scene;
  const windows = connectWindows({ powershell: proxied, systemRoot: "/nowhere" });
  try {
    await body(windows);
  } finally {
    await windows.close();
  }
}

if (requirePowerShell("the whole way from a question to a real PowerShell's answer") !== undefined) {
  describe("a connection to a real PowerShell", (test) => {
    test("answers every verb as the contract says", () =>
      connected("office", async (windows) => {
        keeps(await windows.greet(), contract.greeting);
        for (const verb of ["logons", "quser", "wts"] as const) keeps(await windows.ask(verb, {}), contract[verb]);
        keeps(await windows.ask("channels", { names: ["Security", "System"] }), contract.channels);
        const opened = await windows.ask("open", { log: "Security", kind: "channel", after: "501", ids: [4624, 4779] });
        keeps(opened, contract.open);
        const { events } = await windows.ask("next", { reader: opened.reader, most: 100 });
        assert.is(events.length, 1);
        assert.match(events[0] ?? "", /<EventRecordID>502</);
        keeps(await windows.ask("close", { reader: opened.reader }), contract.close);
      }));

    test("gives what PowerShell refuses as an error of that kind, and goes on", () =>
      connected("german", async (windows) => {
        const given = { log: "Security", kind: "channel", after: "0", ids: [] } as const;
        const error = await windows.ask("open", given).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        assert.instance(error, AskError);
        assert.equal(
          [(error as AskError).fault, (error as AskError).detail],
          ["refused", "UnauthorizedAccessException"],
        );
        const { accounts } = await windows.ask("logons", {});
        assert.ok(accounts.some(({ name }) => name === "Björn Groß"));
      }));
  });
}
