/**
 * The terminal services API in C# 5, which is what the compiler of Windows PowerShell knows.
 *
 * An entry of WTSEnumerateSessionsW is three pointers wide: session, window station, state. Class 25 is WTSINFOEXW: level at
 * 0, state 12, flags 16, and from 168 FILETIMEs of logon, connect, disconnect, last input, now; its names are cut to 20 and 17
 * units, so classes 5 (user) and 7 (domain) tell them. Class 10 is the client's name, 16 the protocol. Class 14 is
 * WTS_CLIENT_ADDRESS: family at 0, then 20 bytes where IPv4 begins at the third and IPv6, by Microsoft's words, at the first.
 */
export const stations = `
using System;
using System.Runtime.InteropServices;
public class WhofluxStation {
public int Session, State, Protocol;
public uint Flags = uint.MaxValue;
public string Name, User, Domain, Client, Address;
public long[] Times = new long[5];
const string Dll = "wtsapi32.dll";
[DllImport(Dll, SetLastError = true)]
static extern bool WTSEnumerateSessionsW(IntPtr here, int zero, int one, out IntPtr list, out int count);
[DllImport(Dll)]
static extern bool WTSQuerySessionInformationW(IntPtr here, int session, int about, out IntPtr data, out int size);
[DllImport(Dll)]
static extern void WTSFreeMemory(IntPtr memory);
public static WhofluxStation[] List() {
IntPtr list;
int count;
if (!WTSEnumerateSessionsW(IntPtr.Zero, 0, 1, out list, out count)) throw new System.ComponentModel.Win32Exception();
try {
var all = new WhofluxStation[count];
for (int i = 0; i < count; i++) all[i] = new WhofluxStation(IntPtr.Add(list, i * 3 * IntPtr.Size));
return all;
} finally { WTSFreeMemory(list); }
}
WhofluxStation(IntPtr entry) {
Session = Marshal.ReadInt32(entry);
Name = Marshal.PtrToStringUni(Marshal.ReadIntPtr(entry, IntPtr.Size));
State = Marshal.ReadInt32(entry, 2 * IntPtr.Size);
Ask(25, 208, data => {
if (Marshal.ReadInt32(data) != 1) return;
State = Marshal.ReadInt32(data, 12);
Flags = (uint)Marshal.ReadInt32(data, 16);
for (int i = 0; i < 5; i++) Times[i] = Marshal.ReadInt64(data, 168 + 8 * i);
});
Ask(5, 2, data => User = Marshal.PtrToStringUni(data));
Ask(7, 2, data => Domain = Marshal.PtrToStringUni(data));
Ask(10, 2, data => Client = Marshal.PtrToStringUni(data));
Ask(14, 24, data => Address = AddressOf(data));
Ask(16, 2, data => Protocol = Marshal.ReadInt16(data));
}
static string AddressOf(IntPtr data) {
int family = Marshal.ReadInt32(data);
if (family != 2 && family != 23) return "";
var bytes = new byte[family == 2 ? 4 : 16];
Marshal.Copy(IntPtr.Add(data, family == 2 ? 6 : 4), bytes, 0, bytes.Length);
return new System.Net.IPAddress(bytes).ToString();
}
void Ask(int about, int least, Action<IntPtr> read) {
IntPtr data;
int size;
if (!WTSQuerySessionInformationW(IntPtr.Zero, Session, about, out data, out size)) return;
try { if (size >= least) read(data); } finally { WTSFreeMemory(data); }
}
}
`;
