/**
 * Verb `logons`: sessions and whose they are, by CIM. One that cannot be read is a problem and not the end of the others;
 * no session at all and a problem is a failure. Names become SIDs by the system's own lookup, remembered, for it may ask
 * a domain controller: none is begun after 30 s, and what was not found is looked for once in ten minutes. The start of the
 * system is looked for once: a log is read back to it, which takes time, and no child outlives it.
 */
export const logons = String.raw`
$sids = @{}
$unknown = @{}
$boot = $null
function Find-Sid($domain, $name) {
  [Security.Principal.NTAccount]::new($domain, $name).Translate([Security.Principal.SecurityIdentifier]).Value
}
function Get-Sid($domain, $name, $until) {
  $key = "$domain\$name"
  $now = [datetime]::UtcNow
  if ($sids.ContainsKey($key)) { return $sids[$key] }
  if ($now -gt $until -or $unknown[$key] -gt $now) { return }
  try { $sids[$key] = [string](Find-Sid $domain $name) } catch { $unknown[$key] = $now.AddMinutes(10) }
  $sids[$key]
}
function Get-Instances($class, $problems) {
  $failures = @()
  try {
    Get-CimInstance -ClassName $class -OperationTimeoutSec 25 -ErrorAction SilentlyContinue -ErrorVariable failures
  } catch { Add-Problem $problems $_ }
  # Among them may be bare exceptions, which catch has told already.
  foreach ($failure in $failures) { try { Add-Problem $problems $failure } catch { } }
}
function Get-Boot($problems) {
  try {
    $log = Open-Log 'System' 'channel' "*[System[Provider[@Name='Microsoft-Windows-Kernel-General'] and EventID=12]]" 'newest'
    try { $xml = Read-Log $log } finally { Close-Log $log }
    foreach ($data in ([xml]$xml).Event.EventData.Data) {
      if ($data.GetAttribute('Name') -eq 'StartTime') { return Format-Time ([datetime]::Parse($data.InnerText, [cultureinfo]::InvariantCulture)) }
    }
  } catch { }
  foreach ($system in @(Get-Instances 'Win32_OperatingSystem' $problems)) { return Format-Time $system.LastBootUpTime }
}
function Get-Logons {
  $until = [datetime]::UtcNow.AddSeconds(30)
  $problems = [Collections.Generic.List[string]]::new()
  $sessions = @(Get-Instances 'Win32_LogonSession' $problems)
  if ($sessions.Count -eq 0 -and $problems.Count -gt 0) { throw $problems[0] }
  $logons = foreach ($one in $sessions) {
    try {
      if ($null -eq $one.LogonType) { throw 'NoLogonType' }
      [ordered]@{
        id = [string]$one.LogonId; type = [long]$one.LogonType
        start = Format-Time $one.StartTime; package = Format-Word $one.AuthenticationPackage
      }
    } catch { Add-Problem $problems $_ }
  }
  if (-not $boot) { $script:boot = Get-Boot $problems }
  $accounts = foreach ($one in @(Get-Instances 'Win32_LoggedOnUser' $problems)) {
    try {
      $domain = Format-Word $one.Antecedent.Domain
      $name = [string]$one.Antecedent.Name
      [ordered]@{ id = [string]$one.Dependent.LogonId; domain = $domain; name = $name; sid = Get-Sid $domain $name $until }
    } catch { Add-Problem $problems $_ }
  }
  [ordered]@{ boot = $boot; logons = @($logons); accounts = @($accounts); problems = $problems }
}
`;
