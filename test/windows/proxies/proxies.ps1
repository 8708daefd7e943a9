# What Windows has and a PowerShell elsewhere lacks, played from $Scene: functions in the place of commands, and aliases in
# the place of our own functions around .NET types, for an alias wins over a function. A scene (scenes/*.ps1) fills $Scene:
#
#   Self      computer, account, elevated, windows: as the greeting tells them
#   Boot      the last start of the system, 'o' form; $null: the log does not tell
#   Logons    rows made by New-Logon
#   Accounts  whose they are, where it is not Logons' own columns: rows made by New-Account
#   Quser     the text of quser; $null: there is no such program
#   QuserExit its exit code
#   Stations  rows made by New-Station; $null: the function fails like a missing wtsapi32.dll
#   Logs      channel name -> events as XML, oldest first; one that is `damaged` cannot be read
#   Denied    channel names that may not be read
#   Before    a script block that runs before each question to CIM, with the class's name: hang, throw
#   Last      a script block that runs when the scene is complete, before the program

$Scene = @{
  Self = [ordered]@{ elevated = $true; computer = 'PROXY'; account = 'PROXY\admin'; windows = '10.0.20348' }
  Boot = $null; Logons = @(); Accounts = $null; Quser = $null; QuserExit = 0; Stations = @(); Logs = @{}; Denied = @()
  Before = $null; Last = $null
}

# One logon session and its account; without a name it is nobody's that could be told.
function New-Logon($id, $type, $start, $domain, $name, $sid, $package = 'Negotiate') {
  [pscustomobject]@{ Id = $id; Type = $type; Start = $start; Domain = $domain; Name = $name; Sid = $sid; Package = $package }
}

# One terminal services session; times in 'o' form or $null, state: 0 active, 4 disconnected, flags: 0 locked, 1 unlocked.
function New-Station {
  param($session, $name, $state, $domain, $user, $logon, $connect, $disconnect, $inputTime, $now, $flags = 1, $client = '', $address = '', $protocol = 0)
  $times = foreach ($time in $logon, $connect, $disconnect, $inputTime, $now) {
    if ($null -eq $time) { [long]0 } else { ([DateTimeOffset]::Parse($time, [Globalization.CultureInfo]::InvariantCulture)).ToFileTime() }
  }
  [pscustomobject]@{
    Session = [int]$session; Name = $name; State = [int]$state; Flags = [uint32]$flags; User = $user; Domain = $domain
    Client = $client; Address = $address; Protocol = [int]$protocol; Times = [long[]]$times
  }
}

# One event; $data: an ordered table of EventData, or a ready element (UserData).
function New-Event($channel, $provider, $id, $record, $time, $data, $computer = $Scene.Self.computer, $version = 0) {
  $body = if ($data -is [string]) { $data } else {
    '<EventData>' + (($data.Keys | ForEach-Object {
      "<Data Name='$_'>" + [Security.SecurityElement]::Escape([string]$data[$_]) + '</Data>' }) -join '') + '</EventData>'
  }
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='$provider'/><EventID>$id</EventID>" +
    "<Version>$version</Version><Level>0</Level><TimeCreated SystemTime='$time'/><EventRecordID>$record</EventRecordID>" +
    "<Channel>$channel</Channel><Computer>$computer</Computer><Security/></System>$body</Event>"
}

function Get-LocalTime($text) {
  if ($null -eq $text) { return $null }
  ([DateTimeOffset]::Parse($text, [Globalization.CultureInfo]::InvariantCulture)).LocalDateTime
}

function Get-CimInstance {
  [CmdletBinding()]
  param([Parameter(Mandatory)] [string] $ClassName, [uint32] $OperationTimeoutSec)
  if ($Scene.Before) { & $Scene.Before $ClassName }
  switch ($ClassName) {
    'Win32_LogonSession' {
      foreach ($one in $Scene.Logons) {
        [pscustomobject]@{
          LogonId = [string]$one.Id; LogonType = $one.Type; StartTime = Get-LocalTime $one.Start
          AuthenticationPackage = $one.Package; Name = ''; Status = $null
        }
      }
    }
    'Win32_LoggedOnUser' {
      $rows = if ($null -eq $Scene.Accounts) { $Scene.Logons } else { $Scene.Accounts }
      foreach ($one in $rows) {
        if (-not $one.Name) { continue }
        [pscustomobject]@{
          Antecedent = [pscustomobject]@{ Name = $one.Name; Domain = $one.Domain }
          Dependent = [pscustomobject]@{ LogonId = [string]$one.Id }
        }
      }
    }
    'Win32_OperatingSystem' { [pscustomobject]@{ LastBootUpTime = Get-LocalTime $Scene.Boot } }
    default { throw "no proxy of $ClassName" }
  }
}

function Get-ProxySelf { $Scene.Self }

function Find-ProxySid($domain, $name) {
  foreach ($one in @($Scene.Logons) + @($Scene.Accounts)) {
    if ($one -and $one.Sid -and $one.Domain -eq $domain -and $one.Name -eq $name) { return $one.Sid }
  }
  throw [Security.Principal.IdentityNotMappedException]::new()
}

function Find-ProxyQuser { if ($null -ne $Scene.Quser) { 'quser.exe' } }

function Get-ProxyStation {
  if ($null -eq $Scene.Stations) { throw [DllNotFoundException]::new() }
  $Scene.Stations
}

function Get-ProxyLog($name) {
  if ($Scene.Denied -contains $name) { throw [UnauthorizedAccessException]::new() }
  if ($env:WHOFLUX_PROXY_LOGS) {
    $path = [IO.Path]::Combine($env:WHOFLUX_PROXY_LOGS, $name.Replace('/', '%4'))
    if ([IO.File]::Exists($path)) { return , [IO.File]::ReadAllLines($path) }
  }
  if (-not $Scene.Logs.ContainsKey($name)) { throw [IO.FileNotFoundException]::new() }
  , [string[]]@($Scene.Logs[$name])
}

# The queries that the program writes, and no other.
function Open-ProxyLog($log, $kind, $query, $from) {
  if ($kind -ceq 'channel') { $lines = Get-ProxyLog $log } else { $lines = [IO.File]::ReadAllLines($log) }
  $id = 'EventID=\d{1,5}'
  $provider = "Provider\[@Name='[\w-]+'\] and "
  if ($query -cnotmatch "^(\*|\*\[System\[(EventRecordID>(\d+)( and )?)?(\(?($provider)?$id( or $id)*\)?)?\]\])$") {
    throw [FormatException]::new($query)
  }
  $after = if ($query -match 'EventRecordID>(\d+)') { [decimal]$Matches[1] } else { -1 }
  $ids = [regex]::Matches($query, 'EventID=(\d+)') | ForEach-Object { $_.Groups[1].Value }
  $chosen = foreach ($line in $lines) {
    if ($line -eq '') { continue }
    if ($line -ceq 'damaged') { $line; continue }
    if ([decimal][regex]::Match($line, '<EventRecordID>(\d+)<').Groups[1].Value -le $after) { continue }
    if ($ids -and $ids -notcontains [regex]::Match($line, '<EventID[^>]*>(\d+)<').Groups[1].Value) { continue }
    $line
  }
  $chosen = @($chosen)
  if ($from -ceq 'newest') { [array]::Reverse($chosen) }
  [pscustomobject]@{ Lines = $chosen; Next = 0 }
}

function Read-ProxyLog($log) {
  if ($log.Next -ge $log.Lines.Count) { return }
  $line = $log.Lines[$log.Next]
  $log.Next += 1
  if ($line -ceq 'damaged') { throw [IO.InvalidDataException]::new() }
  $line
}

function Close-ProxyLog($log) { $log.Next = $log.Lines.Count }

function Test-ProxyChannel($name) {
  if ($Scene.Denied -notcontains $name) { $null = Get-ProxyLog $name }
  $true
}

function Measure-ProxyChannel($name) {
  $lines = Get-ProxyLog $name
  $oldest = if ($lines.Count) { [regex]::Match($lines[0], '<EventRecordID>(\d+)<').Groups[1].Value } else { $null }
  [ordered]@{ oldest = $oldest; records = [string]$lines.Count }
}

# Called by the wrapper when the scene has been read.
function Complete-Scene {
  $aliases = @{
    'Get-Self' = 'Get-ProxySelf'; 'Find-Sid' = 'Find-ProxySid'; 'Get-Station' = 'Get-ProxyStation'; 'Open-Log' = 'Open-ProxyLog'
    'Read-Log' = 'Read-ProxyLog'; 'Close-Log' = 'Close-ProxyLog'; 'Test-Channel' = 'Test-ProxyChannel'
    'Measure-Channel' = 'Measure-ProxyChannel'; 'Find-Quser' = 'Find-ProxyQuser'
  }
  foreach ($name in $aliases.Keys) { Set-Alias -Scope Global -Name $name -Value $aliases[$name] }
  if ($null -ne $Scene.Quser) {
    Set-Item -Path 'function:global:quser.exe' -Value {
      $null = @($input)
      $global:LASTEXITCODE = $Scene.QuserExit
      $Scene.Quser -split "`r?`n" | Where-Object { $_ -ne '' }
    }
  }
  if ($Scene.Boot) {
    $start = [ordered]@{ MajorVersion = '10'; MinorVersion = '0'; BuildVersion = '20348'; StartTime = $Scene.Boot; BootMode = '0' }
    $boot = New-Event 'System' 'Microsoft-Windows-Kernel-General' 12 1 $Scene.Boot $start
    $Scene.Logs['System'] = @($boot) + @($Scene.Logs['System'] | Where-Object { $_ })
  }
  if ($Scene.Last) { & $Scene.Last }
}
