// @ts-expect-error: the module does not exist, which is the point
import "./there-is-no-such-file.ts";
