import { cim } from "./cim.ts";
import { quser } from "./quser.ts";
import type { WindowsSource, WindowsSourceName } from "./source.ts";
import { wts } from "./wts.ts";

/** Every live source of Windows by its name. They are loaded together, where Windows is asked at all. */
export const windowsSources: Readonly<Record<WindowsSourceName, WindowsSource>> = { cim, quser, wts };
