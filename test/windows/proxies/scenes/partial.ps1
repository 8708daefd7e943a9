# CIM where one class is slow to tell the rest, one session has no type, and one has vanished between two questions.
$Scene.Logons = @(
  New-Logon 1001 2 '2024-01-01T01:00:00.0000000Z' 'PROXY' 'kim' 'S-1-5-21-1-1-1-1001'
  New-Logon 1002 $null '2024-01-01T01:00:00.0000000Z' 'PROXY' 'typeless' $null
  New-Logon 1003 3 $null 'PROXY' 'dateless' $null
)
$Scene.Before = {
  param($class)
  if ($class -eq 'Win32_OperatingSystem') { throw [TimeoutException]::new() }
  if ($class -eq 'Win32_LoggedOnUser') {
    [pscustomobject]@{ Antecedent = $null; Dependent = $null }
    Write-Error -Message 'Vorgang abgebrochen' -ErrorId 'HRESULT 0x80041032' -ErrorAction SilentlyContinue
  }
}
