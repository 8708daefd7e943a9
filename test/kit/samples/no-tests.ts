import "../suite.ts";
