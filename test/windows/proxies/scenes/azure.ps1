# A computer that has joined Azure AD: long names, SIDs of another kind, a local administrator beside.
$Scene.Self = [ordered]@{ elevated = $true; computer = 'LAPTOP-7QX2'; account = 'AzureAD\MargaretHamiltonHeafield'; windows = '10.0.22631' }
$Scene.Boot = '2024-02-29T12:00:00.0000000Z'
$azure = 'S-1-12-1-3653211022-1339006422-2627573900-3110512290'
$Scene.Logons = @(
  New-Logon 5550001 11 '2024-02-29T12:05:00.0000000Z' 'AzureAD' 'MargaretHamiltonHeafield' $azure 'CloudAP'
  New-Logon 5550002 11 '2024-02-29T12:05:00.0001000Z' 'AzureAD' 'MargaretHamiltonHeafield' $azure 'CloudAP'
  New-Logon 5550003 2 '2024-02-29T12:30:00.0000000Z' 'LAPTOP-7QX2' 'localadmin' 'S-1-5-21-7-8-9-1001'
)
$Scene.Quser = @'
 USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME
>margarethamiltonheafie console             1  Active      none   29/02/2024 12:05
'@
$Scene.Stations = @(
  New-Station 1 'Console' 0 'AzureAD' 'MargaretHamiltonHeafield' '2024-02-29T12:05:00.2000000Z' '2024-02-29T12:00:03.0000000Z' $null '2024-02-29T13:00:00.0000000Z' '2024-02-29T13:00:01.0000000Z'
)
