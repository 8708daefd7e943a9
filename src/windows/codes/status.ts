/** An NTSTATUS as an event writes it, in lower case; undefined for success (`0x0`) and for what is no such number. */
export function statusCode(text: string): string | undefined {
  return /^0x[0-9a-f]{1,8}$/i.test(text) && !/^0x0+$/i.test(text) ? text.toLowerCase() : undefined;
}

/** What a status of a failed logon means; undefined: a status that says nothing about logons. */
export function statusText(code: string): string | undefined {
  return texts.get(Number(code));
}

const texts: ReadonlyMap<number, string> = new Map([
  [0xc000005e, "no logon server is available"],
  [0xc0000064, "no such user"],
  [0xc000006a, "bad password"],
  [0xc000006d, "bad user name or authentication"],
  [0xc000006e, "the account is restricted"],
  [0xc000006f, "outside of the account's logon hours"],
  [0xc0000070, "the account may not log on at this computer"],
  [0xc0000071, "the password has expired"],
  [0xc0000072, "the account is disabled"],
  [0xc0000133, "the clocks of client and server are too far apart"],
  [0xc000015b, "this type of logon is not granted to the account here"],
  [0xc000018c, "the trust between the domains failed"],
  [0xc0000192, "the NetLogon service is not active"],
  [0xc0000193, "the account has expired"],
  [0xc0000224, "the password must be changed first"],
  [0xc0000234, "the account is locked out"],
  [0xc0000413, "the authentication firewall does not allow the account here"],
]);
