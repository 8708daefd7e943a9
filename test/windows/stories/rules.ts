//  What the stories are held to: each rule with a history that shows it, long because it is a list. Names and addresses
//  are invented.

const takeover = String.raw`
  09:00:00         kernel12
  09:00:20         4624 user=CORP\anna type=2 id=0x512d1 linked=0x513da elevated=yes ip=127.0.0.1 from=PC7
  09:00:20.0003    4624 user=CORP\anna type=2 id=0x513da linked=0x512d1 ip=127.0.0.1 from=PC7
  09:00:20.0004    4672 user=CORP\anna id=0x512d1
  09:00:21         lsm21 user=CORP\anna ts=1
  09:00:21.5       lsm22 user=CORP\anna ts=1
  09:30:00.1       rdp131 ip=192.0.2.17 port=50214
  09:30:01         rcm1149 user=CORP\anna ip=192.0.2.17
  09:30:02         4624 user=CORP\anna type=10 id=0xae31a linked=0xae330 elevated=yes ip=192.0.2.17
  09:30:02.0003    4624 user=CORP\anna type=10 id=0xae330 linked=0xae31a ip=192.0.2.17
  09:30:02.5       lsm40 ts=1 reason=5
  09:30:02.6       4779 user=CORP\anna id=0x513da station=Console
  09:30:02.7       lsm24 user=CORP\anna ts=1
  09:30:03         lsm40 ts=2 reason=0
  09:30:03.49      lsm40 ts=1 reason=5
  09:30:03.6       4778 user=CORP\anna id=0x513da station=RDP-Tcp#0 client=LAPTOP3 ip=192.0.2.17
  09:30:03.7       lsm25 user=CORP\anna ts=1 ip=192.0.2.17
  09:30:05.2       4634 user=CORP\anna type=10 id=0xae330
  09:30:05.2001    4634 user=CORP\anna type=10 id=0xae31a
  17:00:00         4647 user=CORP\anna id=0x513da
  17:00:00.023     lsm23 user=CORP\anna ts=1
  17:00:00.42      lsm40 ts=1 reason=12
  17:00:00.52      lsm24 user=CORP\anna ts=1 ip=192.0.2.17
`;

/** Histories by the name of the rule. */
export const rules: Readonly<Record<string, string>> = {
  "rdp-takes-over-the-console": takeover,

  "clean-reboot": String.raw`
    07:00:00      kernel12
    07:00:09      4608
    07:00:31      log6005
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    08:00:01      lsm21 user=CORP\anna ts=1
    09:00:00      4624 user=CORP\bernd type=3 id=0x2b001 ip=192.0.2.20 port=49733
    17:59:00      user1074 user=CORP\anna comment="patch day"
    17:59:10      4634 user=CORP\bernd type=3 id=0x2b001
    17:59:20      log6006
    17:59:24      kernel13
    18:00:00      kernel12
    18:00:08      4608
    18:00:30      log6005
    18:05:00      4624 user=CORP\anna type=2 id=0x1a2b3
    18:05:01      lsm21 user=CORP\anna ts=1
  `,

  crash: String.raw`
    07:00:00      kernel12
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    08:00:01      lsm21 user=CORP\anna ts=1
    09:00:00      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    09:00:02      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    12:00:00      kernel12
    12:00:09      4608
    12:00:30      log6005
    12:00:31      log6008
  `,

  "crash-behind-a-shutdown-that-was-asked-for": String.raw`
    07:00:00      kernel12
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    11:58:00      user1074 user=CORP\anna comment="new firmware"
    12:00:00      kernel12
    13:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    14:00:00      user1074 user=CORP\anna comment="called off"
    15:00:00      4624 user=CORP\bernd type=3 id=0x2b001 ip=192.0.2.20
    16:00:00      kernel12
  `,

  "lock-and-unlock-by-4800-and-4801": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    08:00:01      lsm21 user=CORP\anna ts=3
    12:00:00      4800 user=CORP\anna id=0x1a2b3 ts=3
    12:30:00      4801 user=CORP\anna id=0x1a2b3 ts=3
    17:00:00      4647 user=CORP\anna id=0x1a2b3
  `,

  "unlock-by-a-type-7-logon-alone": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    12:30:00      4624 user=CORP\anna type=7 id=0x99001 linked=0x99002 elevated=yes
    12:30:00.001  4624 user=CORP\anna type=7 id=0x99002 linked=0x99001
    12:30:00.031  4634 user=CORP\anna type=7 id=0x99002
    12:30:00.031  4634 user=CORP\anna type=7 id=0x99001
    13:00:00      4624 user=CORP\anna type=13 id=0x99101
    13:00:00.01   4634 user=CORP\anna type=13 id=0x99101
    17:00:00      4647 user=CORP\anna id=0x1a2b3
  `,

  "lock-and-unlock-by-both": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    12:00:00      4800 user=CORP\anna id=0x1a2b3 ts=1
    12:30:00      4624 user=CORP\anna type=7 id=0x99001 package=Negotiate
    12:30:00.02   4634 user=CORP\anna type=7 id=0x99001
    12:30:00.3    4801 user=CORP\anna id=0x1a2b3 ts=1
    12:30:04      4800 user=CORP\anna id=0x1a2b3 ts=1
    12:30:08      4801 user=CORP\anna id=0x1a2b3 ts=1
  `,

  screensaver: String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    10:00:00      4802 user=CORP\anna id=0x1a2b3 ts=1
    10:05:00      4803 user=CORP\anna id=0x1a2b3 ts=1
  `,

  "administrator-logs-on-twice-at-once": String.raw`
    07:00:00      kernel12
    08:00:00      4624 user=CORP\anna type=2 id=0x512d1 linked=0x513da elevated=yes guid={6F1E3C0A-0B2D-4E55-9A70-1C2D3E4F5A6B}
    08:00:00.0003 4624 user=CORP\anna type=2 id=0x513da linked=0x512d1 guid={6F1E3C0A-0B2D-4E55-9A70-1C2D3E4F5A6B}
    08:00:00.0004 4672 user=CORP\anna id=0x512d1
    08:00:00.0005 4964 user=CORP\anna id=0x512d1
    12:00:00      4634 user=CORP\anna type=2 id=0x513da
    12:00:00.1    4634 user=CORP\anna type=2 id=0x512d1
    13:00:00      4672 user=CORP\bernd id=0x777
  `,

  "logons-fail-in-a-burst": String.raw`
    03:00:00      4625 user=CORP\root type=3 ip=203.0.113.9 port=40001 from=KALI process=NtLmSsp package=NTLM
    03:00:00.2    4625 user=CORP\root type=3 ip=203.0.113.9 port=40002 from=KALI process=NtLmSsp package=NTLM
    03:00:00.2    4625 user=CORP\nobody type=3 ip=203.0.113.9 port=40003 sub=0xc0000064 process=NtLmSsp package=NTLM
    03:00:01      4625 user=CORP\anna type=10 ip=203.0.113.9 status=0xc0000234 sub=0x0 reason=%%2307
    03:00:02      4625 user=- type=10 ip=::ffff:203.0.113.9 status=0xc000005e sub=0x0 reason=%%2304
    03:00:03      4625 user=CORP\bernd type=2 status=0x8009030e sub=0x0 reason=%%2999
  `,

  "azure-ad-names": String.raw`
    08:00:00      4624 user=AzureAD\chiyo type=11 id=0x1a2b3 package=CloudAP
    08:00:02      lsm21 user=AzureAD\chiyo ts=1
    12:00:00      4800 user=AzureAD\chiyo id=0x1a2b3 ts=1
    12:10:00      4624 user=AzureAD\chiyo type=2 id=0x88001
    12:10:00.2    4801 user=AzureAD\chiyo id=0x1a2b3 ts=1
    12:10:07.8    4634 user=AzureAD\chiyo type=2 id=0x88001
    17:00:00      lsm23 user=AzureAD\chiyo ts=1
  `,

  openssh: String.raw`
    08:00:00      4625 user=anna type=8 sid=S-1-0-0 process=Advapi program=C:\Windows\System32\OpenSSH\sshd.exe
    08:00:05      4624 user=PC7\anna type=3 id=0x1a2b3 process=sshd package=Negotiate
    08:30:00      4634 user=PC7\anna type=3 id=0x1a2b3
  `,

  "terminal-services-only": String.raw`
    07:00:00      kernel12
    08:00:00      lsm21 user=CORP\anna ts=1
    08:00:00.5    winlogon7001 user=CORP\anna ts=1
    08:00:01      lsm22 user=CORP\anna ts=1
    09:00:00      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    10:00:00      lsm39 ts=2 source=1
    10:00:00.1    lsm40 ts=2 reason=11
    10:00:00.2    lsm24 user=CORP\bernd ts=2 ip=192.0.2.20
    11:00:00      lsm25 user=CORP\bernd ts=2 ip=198.51.100.4
    12:00:00      lsm23 user=CORP\bernd ts=2
    12:00:01      lsm40 ts=2 reason=12
    13:00:00      lsm21 user=CORP\anna ts=1
    14:00:00      winlogon7002 user=CORP\anna ts=1
  `,

  "security-only": String.raw`
    07:00:00      4608
    08:00:00      4624 user=CORP\anna type=10 id=0x512d1 linked=0x513da elevated=yes ip=192.0.2.17
    08:00:00.0003 4624 user=CORP\anna type=10 id=0x513da linked=0x512d1 ip=192.0.2.17
    09:00:00      4779 user=CORP\anna id=0x513da station=RDP-Tcp#3 client=LAPTOP3 ip=192.0.2.17
    10:00:00      4624 user=CORP\anna type=10 id=0x61000 ip=192.0.2.18
    10:00:01      4778 user=CORP\anna id=0x513da station=RDP-Tcp#4 client=LAPTOP4 ip=192.0.2.18
    10:00:03      4634 user=CORP\anna type=10 id=0x61000
    12:00:00      4647 user=CORP\anna id=0x513da
    12:00:30      4634 user=CORP\anna type=10 id=0x513da
    12:00:30      4634 user=CORP\anna type=10 id=0x512d1
  `,

  "system-only": String.raw`
    07:00:00      log6005
    08:00:00      winlogon7001 user=CORP\anna ts=1
    12:00:00      winlogon7002 user=CORP\anna ts=1
    13:00:00      winlogon7001 user=CORP\anna ts=1
    14:00:00      log6006
    14:00:01      kernel13
  `,

  "network-logons": String.raw`
    08:00:00      4624 user=CORP\anna type=3 id=0x90001 ip=192.0.2.20 port=49733 from=LAPTOP3
    08:00:00.1    4624 user=CORP\anna type=3 id=0x90002 ip=::1 port=49734
    08:00:00.2    4624 user=CORP\bernd type=8 id=0x90003 ip=2001:db8::20%10 port=49735
    08:00:00.3    4626 user=CORP\bernd type=8 id=0x90003 claims="ad://ext/team:ops"
    08:00:05      4634 user=CORP\anna type=3 id=0x90001
    08:00:06      4634 user=CORP\anna type=3 id=0x90002
    08:00:07      4634 user=CORP\bernd type=8 id=0x90003
    08:00:08      4634 user=CORP\bernd type=3 id=0x8ffff
  `,

  "services-share-the-systems-logon-id": `
    07:00:00      kernel12
    07:00:20      4624 user=SYSTEM type=0 id=0x3e7
    07:00:30      4624 user=SYSTEM type=5 id=0x3e7
    07:01:00      4624 user=SYSTEM type=5 id=0x3e7
    07:01:00      4672 user=SYSTEM id=0x3e7
  `,

  "network-loss-and-another-address": String.raw`
    08:00:00      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    08:00:01      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    09:00:00      lsm24 user=CORP\bernd ts=2 ip=192.0.2.20
    09:00:00.2    lsm40 ts=2 reason=0
    09:00:40      lsm40 ts=2 reason=0
    09:10:00      rdp131 ip=198.51.100.4 port=51000
    09:10:02      rcm1149 user=bernd ip=198.51.100.4
    09:10:03      4624 user=CORP\bernd type=10 id=0x2c001 ip=198.51.100.4
    09:10:04      lsm25 user=CORP\bernd ts=2 ip=198.51.100.4
    12:00:00      lsm23 user=CORP\bernd ts=2
    12:00:11      lsm24 user=CORP\bernd ts=2 ip=198.51.100.4
  `,

  "logoff-with-4634-alone": String.raw`
    08:00:00      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    08:00:01      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    12:00:00      lsm23 user=CORP\bernd ts=2
    12:00:00.4    4634 user=CORP\bernd type=10 id=0x2b001
    12:00:00.5    lsm24 user=CORP\bernd ts=2 ip=192.0.2.20
  `,

  "log-cleared-and-records-anew": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    09:00:00      1102 user=CORP\bernd id=0x2b001 record=1
    09:00:01      104 user=CORP\bernd channel=Microsoft-Windows-TerminalServices-LocalSessionManager/Operational
    10:00:00      4647 user=CORP\anna id=0x1a2b3
  `,

  "hints-before-the-login": String.raw`
    08:00:00      rdp131 ip=192.0.2.20 port=50999
    08:00:01      rcm1149 user=bernd ip=192.0.2.20
    08:00:05      4648 user=CORP\bernd ip=192.0.2.20 port=0
    08:00:06      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    08:00:07      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    08:01:00      rdp131 ip=203.0.113.9 port=40000
    08:01:01      rcm1149 user=root ip=203.0.113.9
    09:00:00      rdp131 ip=2001:db8::4 port=50111
    09:00:02      rcm1149 user=CORP\anna ip=2001:db8::4
    09:00:10      lsm21 user=CORP\anna ts=3 ip=2001:db8::4
  `,

  "versions-of-4624": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1000 v=0
    08:00:00.0003 4624 user=CORP\anna type=2 id=0x1001 v=0
    09:00:00      4624 user=CORP\bernd type=3 id=0x2000 v=1 ip=192.0.2.20 lm="NTLM V2"
    10:00:00      4624 user=CORP\chiyo type=10 id=0x3000 v=2 ip=192.0.2.21
    11:00:00      4624 user=CORP\root type=10 id=0x4000 v=3 ip=192.0.2.22 linked=0x4001 elevated=yes
    11:00:00.0002 4624 user=CORP\root type=10 id=0x4001 v=3 ip=192.0.2.22 linked=0x4000
  `,

  "two-computers-with-equal-logon-ids": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    08:00:01      4624 user=CORP\bernd type=2 id=0x1a2b3 @pc8
    08:30:00      4624 user=CORP\anna type=3 id=0x77001 ip=192.0.2.7 @PC8
    09:00:00      kernel12 @pc8
    10:00:00      4647 user=CORP\anna id=0x1a2b3
  `,

  "clock-set-back": String.raw`
    10:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    10:00:05      4624 user=CORP\bernd type=10 id=0x2b001 ip=192.0.2.20
    09:00:00      lsm21 user=CORP\bernd ts=2 ip=192.0.2.20
    09:00:02      4800 user=CORP\anna id=0x1a2b3 ts=1
    09:30:00      4647 user=CORP\anna id=0x1a2b3
    10:30:00      4634 user=CORP\bernd type=10 id=0x2b001
  `,

  "events-of-sessions-that-began-before-the-log": String.raw`
    08:00:00      4800 user=CORP\anna id=0x1a2b3 ts=1
    08:10:00      4801 user=CORP\anna id=0x1a2b3 ts=1
    09:00:00      4779 user=CORP\bernd id=0x2b001 station=RDP-Tcp#0 client=LAPTOP3 ip=192.0.2.20
    09:00:00.1    lsm24 user=CORP\bernd ts=2 ip=192.0.2.20
    09:10:00      lsm25 user=CORP\bernd ts=2 ip=192.0.2.20
    10:00:00      4647 user=CORP\bernd id=0x2b001
    10:00:00.02   lsm23 user=CORP\bernd ts=2
    10:00:00.5    lsm24 user=CORP\bernd ts=2 ip=192.0.2.20
    10:01:00      4634 user=CORP\bernd type=10 id=0x2b001
    11:00:00      lsm40 ts=7 reason=0
  `,

  "a-start-that-was-not-told": String.raw`
    08:00:00      4624 user=CORP\anna type=2 id=0x1a2b3
    08:00:01      lsm21 user=CORP\anna ts=1
    09:00:00      4624 user=CORP\bernd type=2 id=0x1a2b3
    09:00:01      lsm21 user=CORP\bernd ts=1
  `,

  "window-manager-and-font-drivers": String.raw`
    08:00:00      4624 user="Font Driver Host\UMFD-2" type=2 id=0x5001 process="Advapi  "
    08:00:00.1    4624 user="Window Manager\DWM-2" type=2 id=0x5002 linked=0x5003 elevated=yes process="Advapi  "
    08:00:00.1001 4624 user="Window Manager\DWM-2" type=2 id=0x5003 linked=0x5002 process="Advapi  "
    09:00:00      4634 user="Window Manager\DWM-2" type=2 id=0x5002
    09:00:00      4634 user="Window Manager\DWM-2" type=2 id=0x5003
    09:00:01      4634 user="Font Driver Host\UMFD-2" type=2 id=0x5001
  `,
};
