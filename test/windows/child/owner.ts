//  A process that has a child: it tells its pid and that of the child, and then, as its argument says, has no more to do
//  (`idle`) or waits for an answer that never comes (`asking`).

import { askFor, fakePowerShell } from "./fake.ts";

const windows = fakePowerShell(process.argv[3] ?? "well", { request: 60_000 });
const { computer } = await windows.greet();
process.stdout.write(`${computer}\n`);
if (process.argv[2] === "asking") await askFor(windows, "hang");
