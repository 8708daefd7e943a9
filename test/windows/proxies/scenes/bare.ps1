# Nothing is played but CIM: what our own functions around .NET types do where those types are missing. A quser.exe may lie
# in WHOFLUX_PROXY_ROOT/System32, and prints in the OEM code page of Germany.
$Scene.Logons = @(New-Logon 1001 2 '2024-01-01T01:00:00.0000000Z' 'PROXY' 'kim' 'S-1-5-21-1-1-1-1001')
$Scene.Last = {
  Get-Alias | Where-Object Definition -match 'Proxy' | ForEach-Object { Remove-Item -LiteralPath "alias:$($_.Name)" }
  if ($env:WHOFLUX_PROXY_ROOT) { $env:SystemRoot = $env:WHOFLUX_PROXY_ROOT }
  [cultureinfo]::CurrentCulture = 'de-DE'
}
