/**
 * Verb `quser`: the lines of the program as they are, in whatever language. By its full path (a 32-bit process sees the
 * 64-bit folder as `sysnative`), never by PATH: this may run with an administrator's rights. It gets an empty stdin, or it would
 * take the requests, and its bytes are of the OEM code page.
 */
export const quser = String.raw`
function Get-OemPage {
  try {
    $key = 'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Nls\CodePage'
    $page = [int][Microsoft.Win32.Registry]::GetValue($key, 'OEMCP', 0)
    if ($page) { return $page }
  } catch { }
  [cultureinfo]::CurrentCulture.TextInfo.OEMCodePage
}
function Find-Quser {
  foreach ($folder in 'sysnative', 'System32') {
    $path = "$env:SystemRoot/$folder/quser.exe"
    if ([IO.File]::Exists($path)) { return $path }
  }
}
function Get-Quser {
  # Under Stop, 5.1 takes a native's words on stderr for a failure.
  $ErrorActionPreference = 'Continue'
  $program = Find-Quser
  if (-not $program) { return [ordered]@{ found = $false; exit = 0; lines = @() } }
  $before = $null
  try {
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.Encoding]::GetEncoding((Get-OemPage))
  } catch { }
  try {
    $global:LASTEXITCODE = 0
    $lines = @($null | & $program 2>$null | ForEach-Object { [string]$_ })
    [ordered]@{ found = $true; exit = $global:LASTEXITCODE; lines = $lines }
  } finally { try { [Console]::OutputEncoding = $before } catch { } }
}
`;
