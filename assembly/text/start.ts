//  Texts by their first bytes, as numbers: the first letter in the lowest byte, zeros behind the end.

/** The first eight bytes of a text cell; 0 for an absent or empty one. */
export function startOf(text: u64): u64 {
  const length = text >> 32;
  if (length == 0) return 0;
  const bytes = load<u64>((text & 0xffffffff) as usize);
  return length >= 8 ? bytes : bytes & (((1 as u64) << (length << 3)) - 1);
}

/** Whether the first bytes of a text begin with `length` bytes, below 8. */
export function startsWith(start: u64, bytes: u64, length: u64): bool {
  return (start & (((1 as u64) << (length << 3)) - 1)) == bytes;
}

//  The users of system records, as their starts.
export const START_SHUTDOWN: u64 = 0x6e776f6474756873;
export const START_RUNLEVEL: u64 = 0x6c6576656c6e7572;
/** `reboot`: six bytes. */
export const START_REBOOT: u64 = 0x746f6f626572;
/** `LOGIN`: five bytes. */
export const START_LOGIN: u64 = 0x4e49474f4c;
