# A French server where this program runs without an administrator's rights: two people, one of them disconnected.
$Scene.Self = [ordered]@{ elevated = $false; computer = 'SRV-ÉTÉ'; account = 'SOCIÉTÉ\hélène'; windows = '10.0.17763' }
$Scene.Boot = '2024-07-01T04:00:00.0000001Z'
$user = 'S-1-5-21-2025429265-764733703-1343024091'
$Scene.Logons = @(
  New-Logon 999 0 '2024-07-01T04:00:01.0000000Z' 'SRV-ÉTÉ' 'Système' 'S-1-5-18'
  New-Logon 1048577 2 '2024-07-01T06:30:00.0000000Z' 'SOCIÉTÉ' 'hélène' "$user-1601"
  New-Logon 1148577 10 '2024-07-01T07:00:30.0000000Z' 'SOCIÉTÉ' 'François' "$user-1602" 'Kerberos'
)
$Scene.Quser = @'
 UTILISATEUR           SESSION            ID  ÉTAT    TEMPS INACT TEMPS SESSION
>hélène                console             1  Actif       aucun   01/07/2024 08:30
 françois                                  4  Déco        2+03:04 01/07/2024 09:00
'@
$Scene.Stations = $null
$Scene.Denied = @('Security')
