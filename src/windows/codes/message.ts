/**
 * What a code of the Security log's message table means: `%%1842` is `Yes`. A code that is not known, and a text that is
 * none, stays as it is: it is what the event says.
 */
export function messageText(text: string): string {
  return text.startsWith("%%") ? (messages.get(text.slice(2)) ?? text) : text;
}

const messages: ReadonlyMap<string, string> = new Map([
  ["1793", "value not set"],
  ["1794", "never"],
  ["1832", "Identification"],
  ["1833", "Impersonation"],
  ["1840", "Delegation"],
  ["1841", "Denied by Process Trust Label ACE"],
  ["1842", "Yes"],
  ["1843", "No"],
  ["1844", "System"],
  ["1845", "Not Available"],
  ["1846", "Default"],
  ["2304", "an error occurred during logon"],
  ["2305", "the account has expired"],
  ["2306", "the NetLogon service is not active"],
  ["2307", "the account is locked out"],
  ["2308", "this type of logon is not granted to the account here"],
  ["2309", "the password has expired"],
  ["2310", "the account is disabled"],
  ["2311", "outside of the account's logon hours"],
  ["2312", "the account may not log on at this computer"],
  ["2313", "unknown user name or bad password"],
  ["2314", "the domain's SID is inconsistent"],
  ["2315", "a smart card is required"],
]);
