import { spawnSync } from "node:child_process";
import * as assert from "uvu/assert";
import { encodedCommand } from "../../../src/windows/scripts/script.ts";
import { stations } from "../../../src/windows/scripts/stations.ts";
import { requirePowerShell } from "../../kit/require.ts";
import { describe } from "../../kit/suite.ts";

const pwsh = requirePowerShell("the C# of the terminal services, compiled");

//  The structures as wtsapi32.h declares them, names and all.
const header = `
using System.Runtime.InteropServices;
[StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
public struct Level1 {
  public uint SessionId; public int SessionState; public int SessionFlags;
  [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 33)] public string WinStationName;
  [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 21)] public string UserName;
  [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 18)] public string DomainName;
  public long LogonTime, ConnectTime, DisconnectTime, LastInputTime, CurrentTime;
}
[StructLayout(LayoutKind.Sequential)]
public struct InfoEx { public uint Level; public Level1 Data; }
[StructLayout(LayoutKind.Sequential)]
public struct SessionInfo { public uint SessionId; public System.IntPtr Name; public int State; }
`;

/** What a program prints; throws where it fails. */
function run(program: string): string {
  const prologue = "$ProgressPreference = 'SilentlyContinue'; $ErrorActionPreference = 'Stop'\n";
  const flags = ["-NoProfile", "-NonInteractive", "-EncodedCommand", encodedCommand(prologue + program)];
  const { stdout, stderr, status } = spawnSync(pwsh ?? "", flags, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const compiled = `Add-Type -CompilerOptions '-langversion:5' -TypeDefinition @'\n${stations}\n'@\n`;

if (pwsh !== undefined) {
  describe("the C# of the terminal services", (test) => {
    test("is C# 5 and reads the fields where the header has them", () => {
      const offsets = run(`${compiled}
        Add-Type -TypeDefinition @'\n${header}\n'@
        $in = { param($type, $name) [Runtime.InteropServices.Marshal]::OffsetOf($type, $name).ToInt64() }
        $data = & $in ([InfoEx]) 'Data'
        $state = & $in ([Level1]) 'SessionState'; $flags = & $in ([Level1]) 'SessionFlags'
        $times = 'LogonTime', 'ConnectTime', 'DisconnectTime', 'LastInputTime', 'CurrentTime' | ForEach-Object { $data + (& $in ([Level1]) $_) }
        $size = [Runtime.InteropServices.Marshal]::SizeOf([type][SessionInfo])
        $name = & $in ([SessionInfo]) 'Name'; $last = & $in ([SessionInfo]) 'State'
        "$($data + $state) $($data + $flags) $times $size $name $last"`);
      assert.is(offsets, "12 16 168 176 184 192 200 24 8 16");
      assert.match(stations, /State = Marshal\.ReadInt32\(data, 12\)/);
      assert.match(stations, /Flags = \(uint\)Marshal\.ReadInt32\(data, 16\)/);
      assert.match(stations, /i < 5; i\+\+\) Times\[i\] = Marshal\.ReadInt64\(data, 168 \+ 8 \* i\)/);
      assert.match(stations, /Ask\(25, 208,/);
    });

    test("reads addresses of either family, and none of another", () => {
      const addresses = run(`${compiled}
        $read = [WhofluxStation].GetMethod('AddressOf', [Reflection.BindingFlags]'NonPublic,Static')
        $memory = [Runtime.InteropServices.Marshal]::AllocHGlobal(24)
        $told = foreach ($hex in @(
            '020000000000C0A80001000000000000000000000000000000000000'.Substring(0, 48)
            '1700000020010DB8000000000000000000000001FFFFFFFF'
            '000000000000C0A800010000000000000000000000000000')) {
          $bytes = [byte[]](0..23 | ForEach-Object { [Convert]::ToByte($hex.Substring($_ * 2, 2), 16) })
          [Runtime.InteropServices.Marshal]::Copy($bytes, 0, $memory, 24)
          '<' + $read.Invoke($null, @($memory)) + '>'
        }
        $told -join ' '`);
      assert.is(addresses, "<192.168.0.1> <2001:db8::1> <>");
    });
  });
}
