//  Loaded before a program: writes down, at its end, which files it loaded.

const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.WHOFLUX_LOADED, Object.keys(require.cache).join("\n")));
