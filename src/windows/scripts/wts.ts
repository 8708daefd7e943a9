import { stations } from "./stations.ts";

/** Verb `wts`: the terminal services' own list. Its C# is compiled at the first question, once in a child's life. */
export const wts = `
$stations = @'
${stations.trim()}
'@
function Get-Station {
  if ($null -eq ('WhofluxStation' -as [type])) { Add-Type -TypeDefinition $stations }
  [WhofluxStation]::List()
}
function Format-FileTime($ticks) {
  # One value for each, also where it is null: their order tells which they are.
  if ($ticks -le 0) { return $null }
  try { [datetime]::FromFileTimeUtc($ticks).ToString('o') } catch { $null }
}
function Get-Stations {
  $sessions = foreach ($one in @(Get-Station)) {
    $times = foreach ($ticks in $one.Times) { Format-FileTime $ticks }
    [ordered]@{
      session = $one.Session; station = [string]$one.Name; state = $one.State; flags = $one.Flags
      user = [string]$one.User; domain = [string]$one.Domain
      logon = $times[0]; connect = $times[1]; disconnect = $times[2]; input = $times[3]; now = $times[4]
      client = [string]$one.Client; address = [string]$one.Address; protocol = $one.Protocol
    }
  }
  [ordered]@{ sessions = @($sessions) }
}
`;
