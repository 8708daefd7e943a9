import { requireProgram } from "../require.ts";

requireProgram("no-such-program-anywhere", "what it would have shown");
