//  What a session runs on and how it was reached, from its line, its host and its address. The first rule that fits:
//
//    line ":0", "X0"                               x11
//    host ":pts/3:S.0" (screen), "tmux(123).%4"    multiplexer
//    line "ftp", "ftpd123"                         ftp
//    line "ssh", "sshd", "ssh:notty"               ssh         where the program did not tell its terminal
//    line "console"                                console
//    host ":0", line "tty7"                        x11         a display manager's session names its display
//    line "pts/…", "ttyp0" … "ttyt0", "ttys000"    pty         BSD and macOS name pseudo terminals ttyXY
//    line "tty…", "hvc0", "lft0", "xvc0" …         tty         the others with a digit among their first 16 bytes
//
//  remote: a host that is no display and no multiplexer, or an address; interactive: x11, wayland; local: the rest. A host
//  that begins with two colons (`::1`) is an address.

import { ABSENT, CELL_HOST, CELL_KIND, CELL_LINE, CELL_LOGIN_TYPE, CELL_SRC_IP, outputRowAt } from "../row";
import { startOf, startsWith } from "../text/start";

//  Numbers of sessionKinds and loginTypes in src/model/session.ts.
const KIND_TTY: i64 = 0;
const KIND_CONSOLE: i64 = 1;
const KIND_PTY: i64 = 2;
const KIND_X11: i64 = 3;
const KIND_WAYLAND: i64 = 4;
const KIND_MULTIPLEXER: i64 = 5;
const KIND_SSH: i64 = 6;
const KIND_FTP: i64 = 7;
const KIND_RDP: i64 = 8;

const INTERACTIVE: i64 = 0;
const LOCAL: i64 = 1;
const RDP: i64 = 2;
const REMOTE: i64 = 3;

const TTY: u64 = 0x797474; // "tty"
const PTS: u64 = 0x2f737470; // "pts/"
const FTP: u64 = 0x707466; // "ftp"
const SSH: u64 = 0x687373; // "ssh"
const CONSOLE: u64 = 0x656c6f736e6f63; // "console"
const TMUX: u64 = 0x2878756d74; // "tmux("

function isDigit(byte: u64): bool {
  return byte - 0x30 < 10;
}

/** Whether a text is a display: a colon and a digit. */
function isDisplay(bytes: u64): bool {
  return (bytes & 0xff) == 0x3a && isDigit((bytes >> 8) & 0xff);
}

/** Whether a host is a screen's or a tmux's way of saying where its window is. */
function isMultiplexer(bytes: u64): bool {
  return startsWith(bytes, TMUX, 5) || (isMark(bytes) && bytes >> 8 != 0 && !isDisplay(bytes));
}

/** Whether a host is no place: it begins with one colon. */
function isMark(bytes: u64): bool {
  return (bytes & 0xff) == 0x3a && (bytes & 0xffff) != 0x3a3a;
}

/** A pseudo terminal of BSD or macOS; ttyu0, ttyv0, ttyC0, ttyE0, ttyS0 are serial lines and consoles. */
function isBsdPty(bytes: u64): bool {
  const letter = (bytes >> 24) & 0xff;
  return letter - 0x70 < 5 || letter - 0x50 < 3;
}

/** Whether a line can be one terminal: many sessions may be on `ssh` or `ftpd` at once, one on `pts/0` or `console`. */
export function isTerminal(line: u64): bool {
  const length = line >> 32;
  if (length == 0) return false;
  const from = (line & 0xffffffff) as usize;
  const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(from), i8x16.splat(0x30)), i8x16.splat(10)));
  if ((digits & ((1 << (min<u64>(length, 16) as i32)) - 1)) != 0) return true;
  const bytes = startOf(line);
  return bytes == CONSOLE || (bytes & 0xff) == 0x3a;
}

/** The kind of a session; ABSENT when no rule fits. */
export function kindOf(line: u64, host: u64): i64 {
  const name = startOf(line);
  const from = startOf(host);
  if (isDisplay(name) || (startsWith(name, 0x58, 1) && isDigit((name >> 8) & 0xff))) return KIND_X11;
  if (isMultiplexer(from)) return KIND_MULTIPLEXER;
  if (startsWith(name, FTP, 3)) return KIND_FTP;
  if (startsWith(name, SSH, 3)) return KIND_SSH;
  if (name == CONSOLE) return KIND_CONSOLE;
  if (startsWith(name, PTS, 4)) return KIND_PTY;
  if (startsWith(name, TTY, 3)) {
    if (isBsdPty(name)) return KIND_PTY;
    return isDisplay(from) ? KIND_X11 : KIND_TTY;
  }
  return isTerminal(line) ? KIND_TTY : ABSENT;
}

/** How a session was reached. */
export function loginTypeOf(kind: i64, host: u64, address: u64): i64 {
  if (kind == KIND_RDP) return RDP;
  const from = startOf(host);
  const isPlace = from != 0 && !isMark(from) && !startsWith(from, TMUX, 5);
  if (isPlace || address != 0 || kind == KIND_SSH) return REMOTE;
  return kind == KIND_X11 || kind == KIND_WAYLAND ? INTERACTIVE : LOCAL;
}

/** Gives the first `count` rows that are to go out their kind and login type, where the source did not tell. */
export function classify(count: i32): void {
  for (let index = 0; index < count; index++) {
    const row = outputRowAt(index);
    const host = load<u64>(row, CELL_HOST * 8);
    let kind = load<i64>(row, CELL_KIND * 8);
    if (kind == ABSENT) store<i64>(row, (kind = kindOf(load<u64>(row, CELL_LINE * 8), host)), CELL_KIND * 8);
    if (load<i64>(row, CELL_LOGIN_TYPE * 8) != ABSENT) continue;
    store<i64>(row, loginTypeOf(kind, host, load<u64>(row, CELL_SRC_IP * 8)), CELL_LOGIN_TYPE * 8);
  }
}
