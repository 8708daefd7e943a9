# A German workstation: an administrator with a UAC pair, umlauts, a disconnected colleague, and a session that has leaked.
$Scene.Self = [ordered]@{ elevated = $true; computer = 'KANZLEI01'; account = 'KANZLEI\jmüller'; windows = '10.0.19045' }
$Scene.Boot = '2024-05-06T05:00:01.2500000Z'
$user = 'S-1-5-21-3623811015-3361044348-30300820'
$Scene.Logons = @(
  New-Logon 999 0 '2024-05-06T05:00:02.0000000Z' 'KANZLEI01' 'SYSTEM' 'S-1-5-18'
  New-Logon 61234 2 '2024-05-06T05:00:05.0000000Z' 'KANZLEI01' 'DWM-1' 'S-1-5-90-0-1'
  New-Logon 332497 2 '2024-05-06T06:30:15.3330000Z' 'KANZLEI' 'jmüller' "$user-1013"
  New-Logon 332730 2 '2024-05-06T06:30:15.3333000Z' 'KANZLEI' 'jmüller' "$user-1013"
  New-Logon 700123 2 '2024-05-06T07:05:44.0000000Z' 'KANZLEI' 'Björn Groß' "$user-1014" 'Kerberos'
  New-Logon 500500 10 '2024-05-06T05:40:00.0000000Z' 'KANZLEI' 'weg' "$user-1015"
)
$Scene.Quser = @'
 BENUTZERNAME          SITZUNGSNAME       ID  STATUS  LEERLAUF   ANMELDEZEIT
>jmüller               console             1  Aktiv       Kein   06.05.2024 08:30
 björn groß                                2  Getr.       1:05   06.05.2024 09:05
'@
$now = '2024-05-06T08:15:00.0000000Z'
$Scene.Stations = @(
  New-Station 1 'Console' 0 'KANZLEI' 'jmüller' '2024-05-06T06:30:15.5000000Z' '2024-05-06T05:00:04.0000000Z' $null '2024-05-06T08:14:59.0000000Z' $now
  New-Station 2 '' 4 'KANZLEI' 'Björn Groß' '2024-05-06T07:05:44.2000000Z' '2024-05-06T07:05:43.0000000Z' '2024-05-06T07:10:00.0000000Z' '2024-05-06T07:09:59.0000000Z' $now
)
$Scene.Denied = @('Security')
