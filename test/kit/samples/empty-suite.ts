import { describe } from "../suite.ts";

describe("nothing in here", () => {});
