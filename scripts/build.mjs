//  npm run build: compiles the WASM module (build/whoflux.wasm) and the program (dist/) from scratch.

import { command } from "./command.mjs";
import { rebuild } from "./setup.mjs";

await command(async () => {
  await rebuild();
  return 0;
});
