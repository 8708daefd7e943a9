# A Home edition: no quser, a System log that may not be read; one person at the console.
$Scene.Boot = '2024-01-01T08:00:00.0000000Z'
$Scene.Logons = @(
  New-Logon 777777 2 '2024-01-01T08:01:00.0000000Z' 'PROXY' 'kim' 'S-1-5-21-1-1-1-1001'
)
$Scene.Stations = @(
  New-Station 1 'Console' 0 'PROXY' 'kim' '2024-01-01T08:01:00.3000000Z' '2024-01-01T08:00:20.0000000Z' $null '2024-01-01T09:00:00.0000000Z' '2024-01-01T09:00:05.0000000Z' 0
)
$Scene.Denied = @('System')
