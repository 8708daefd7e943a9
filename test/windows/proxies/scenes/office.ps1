# A terminal server: an administrator (UAC pair) at the console, two RDP users of whom one is disconnected, and the usual noise.
$Scene.Self = [ordered]@{ elevated = $true; computer = 'TS01'; account = 'TS01\admin'; windows = '10.0.20348' }
$Scene.Boot = '2024-03-04T06:00:12.5000000Z'
$user = 'S-1-5-21-1004336348-1177238915-682003330'
$Scene.Logons = @(
  New-Logon 999 0 '2024-03-04T06:00:12.9000000Z' 'TS01' 'SYSTEM' 'S-1-5-18'
  New-Logon 997 5 '2024-03-04T06:00:14.1000000Z' 'TS01' 'LOCAL SERVICE' 'S-1-5-19'
  New-Logon 996 5 '2024-03-04T06:00:14.0000000Z' 'TS01' 'NETWORK SERVICE' 'S-1-5-20'
  New-Logon 64213 2 '2024-03-04T06:00:14.6000000Z' 'TS01' 'DWM-1' 'S-1-5-90-0-1'
  New-Logon 42511 2 '2024-03-04T06:00:13.6000000Z' 'TS01' 'UMFD-0' 'S-1-5-96-0-0'
  New-Logon 332497 2 '2024-03-04T07:15:00.1000000Z' 'TS01' 'admin' "$user-500"
  New-Logon 332730 2 '2024-03-04T07:15:00.1003000Z' 'TS01' 'admin' "$user-500"
  New-Logon 2921480 10 '2024-03-04T08:01:30.2000000Z' 'OFFICE' 'bob' "$user-1104" 'Kerberos'
  New-Logon 3150022 10 '2024-03-04T08:40:10.7000000Z' 'OFFICE' 'carol' "$user-1105" 'Kerberos'
  New-Logon 4410077 3 '2024-03-04T09:12:44.0000000Z' 'OFFICE' 'dave' "$user-1106" 'Kerberos'
)
$Scene.Quser = @'
 USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME
>admin                 console             1  Active      none   3/4/2024 7:15 AM
 bob                   rdp-tcp#3           2  Active          5  3/4/2024 8:01 AM
 carol                                     3  Disc         1:02  3/4/2024 8:40 AM
'@
$now = '2024-03-04T10:00:00.0000000Z'
$Scene.Stations = @(
  New-Station 0 'Services' 4 '' '' $null $null '2024-03-04T06:00:13.0000000Z' $null $now
  New-Station 1 'Console' 0 'TS01' 'admin' '2024-03-04T07:15:00.2000000Z' '2024-03-04T06:00:13.5000000Z' $null '2024-03-04T09:59:58.0000000Z' $now
  New-Station 2 'RDP-Tcp#3' 0 'OFFICE' 'bob' '2024-03-04T08:01:30.4000000Z' '2024-03-04T08:01:29.0000000Z' $null '2024-03-04T09:55:00.0000000Z' $now 0 'BOB-LAPTOP' '10.1.2.34' 2
  New-Station 3 '' 4 'OFFICE' 'carol' '2024-03-04T08:40:10.9000000Z' '2024-03-04T08:40:09.0000000Z' '2024-03-04T09:00:00.0000000Z' '2024-03-04T08:58:00.0000000Z' $now 1 '' '' 2
  New-Station 65536 'RDP-Tcp' 6 '' '' $null $null $null $null $now 4294967295
)
$security = 'Microsoft-Windows-Security-Auditing'
$Scene.Logs['Security'] = @(
  New-Event 'Security' $security 4624 501 '2024-03-04T08:01:30.2000000Z' ([ordered]@{
    SubjectUserSid = 'S-1-5-18'; SubjectUserName = 'TS01$'; SubjectDomainName = 'OFFICE'; SubjectLogonId = '0x3e7'
    TargetUserSid = "$user-1104"; TargetUserName = 'bob'; TargetDomainName = 'OFFICE'; TargetLogonId = '0x2c9408'; LogonType = '10'
    LogonProcessName = 'User32 '; AuthenticationPackageName = 'Negotiate'; WorkstationName = 'TS01'
    LogonGuid = '{00000000-0000-0000-0000-000000000000}'; TransmittedServices = '-'; LmPackageName = '-'; KeyLength = '0'
    ProcessId = '0x2a4'; ProcessName = 'C:\Windows\System32\svchost.exe'; IpAddress = '10.1.2.34'; IpPort = '0'
    ImpersonationLevel = '%%1833'; RestrictedAdminMode = '%%1843'; TargetOutboundUserName = '-'; TargetOutboundDomainName = '-'
    VirtualAccount = '%%1843'; TargetLinkedLogonId = '0x0'; ElevatedToken = '%%1843' }) 'TS01.office.example' 2
  New-Event 'Security' $security 4779 502 '2024-03-04T09:00:00.0000000Z' ([ordered]@{
    AccountName = 'carol'; AccountDomain = 'OFFICE'; LogonID = '0x3010c6'; SessionName = 'RDP-Tcp#4'; ClientName = 'CAROL-PC'
    ClientAddress = '10.1.2.35' }) 'TS01.office.example'
)
$manager = 'Microsoft-Windows-TerminalServices-LocalSessionManager'
$eventXml = { param($inside) "<UserData><EventXML xmlns='Event_NS'>$inside</EventXML></UserData>" }
$Scene.Logs["$manager/Operational"] = @(
  New-Event "$manager/Operational" $manager 21 77 '2024-03-04T08:01:30.4000000Z' (
    & $eventXml '<User>OFFICE\bob</User><SessionID>2</SessionID><Address>10.1.2.34</Address>') 'TS01.office.example'
  New-Event "$manager/Operational" $manager 24 78 '2024-03-04T09:00:00.1000000Z' (
    & $eventXml '<User>OFFICE\carol</User><SessionID>3</SessionID><Address>10.1.2.35</Address>') 'TS01.office.example'
)
$Scene.Logs['Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational'] = @()
$Scene.Logs['Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational'] = @()
