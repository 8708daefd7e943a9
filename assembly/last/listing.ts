//  A listing as util-linux's `last` makes it, in two passes: records in the order of the file are packed into entries that
//  the host keeps (pack.ts), and the entries come back from the end (pair.ts) to be written (encode.ts).

import { beginDays } from "./local";
import { beginPacking } from "./pack";
import { beginWayBack } from "./pair";
import { setStyle } from "./style";

/** Starts the listing of one log; `bits` say how it looks (style.ts). */
export function beginListing(bits: i32): void {
  setStyle(bits);
  beginPacking();
  beginWayBack();
  beginDays();
}
