/**
 * Verbs `channels`, `open`, `next` and `close`: event logs as XML, never as messages, for those cost a hundred times as much.
 * What comes from outside is a path for the reader or a number in the query, nothing else.
 */
export const logs = `
$logs = @{}
$failed = @{}
$opened = 0
function Open-Log($log, $kind, $query, $from) {
  $type = if ($kind -ceq 'file') { 'FilePath' } else { 'LogName' }
  $about = [Diagnostics.Eventing.Reader.EventLogQuery]::new($log, $type, $query)
  $about.ReverseDirection = $from -ceq 'newest'
  [Diagnostics.Eventing.Reader.EventLogReader]::new($about)
}
function Read-Log($log) {
  $record = $log.ReadEvent()
  if ($null -ne $record) { try { $record.ToXml() } finally { $record.Dispose() } }
}
function Close-Log($log) { $log.Dispose() }
function Test-Channel($name) { [Diagnostics.Eventing.Reader.EventLogConfiguration]::new($name).IsEnabled }
function Measure-Channel($name) {
  $log = [Diagnostics.Eventing.Reader.EventLogSession]::GlobalSession.GetLogInformation($name, 'LogName')
  [ordered]@{ oldest = Format-Word $log.OldestRecordNumber; records = [string]$log.RecordCount }
}
function Get-Channel($name) {
  $channel = [ordered]@{ name = $name; enabled = $null; oldest = $null; newest = $null; records = $null; problem = $null }
  try { $channel.enabled = Test-Channel $name } catch { }
  try {
    $measure = Measure-Channel $name
    foreach ($key in $measure.Keys) { $channel[$key] = $measure[$key] }
    $log = Open-Log $name 'channel' '*' 'newest'
    try { $xml = Read-Log $log } finally { Close-Log $log }
    # Not read as XML, so that nothing of an event can be in the way: no text of it stands before its number.
    if ($xml -match '<EventRecordID>([0-9]+)<') { $channel.newest = $Matches[1] }
  } catch { $channel.problem = Get-FailureId $_ }
  $channel
}
function Get-Channels($given) {
  $channels = foreach ($name in $given.names) { Get-Channel ([string]$name) }
  [ordered]@{ channels = @($channels) }
}
function Format-Query($after, $ids) {
  $terms = @()
  if ([uint64]$after -gt 0) { $terms += 'EventRecordID>' + [uint64]$after }
  if ($ids.Count -gt 20) { throw 'TooManyIds' }
  if ($ids.Count -gt 0) { $terms += '(' + (@(foreach ($id in $ids) { 'EventID=' + [uint16]$id }) -join ' or ') + ')' }
  if ($terms.Count -eq 0) { return '*' }
  '*[System[' + ($terms -join ' and ') + ']]'
}
function Open-Reader($given) {
  if ($logs.Count -ge 64) { throw 'TooManyReaders' }
  $log = Open-Log ([string]$given.log) ([string]$given.kind) (Format-Query $given.after @($given.ids))
  $script:opened += 1
  $logs[$opened] = $log
  [ordered]@{ reader = $opened }
}
function Read-Reader($given) {
  $log = $logs[[int]$given.reader]
  if ($null -eq $log) { throw 'NoSuchReader' }
  if ($failed[$log]) { throw $failed[$log] }
  $events = [Collections.Generic.List[string]]::new()
  $size = 0
  while ($events.Count -lt $given.most -and $size -lt 1MB) {
    # What was read is handed over first; the next question hears of the failure, and so does each one after it.
    try { $xml = Read-Log $log } catch {
      if ($events.Count -eq 0) { throw }
      $failed[$log] = $_
      break
    }
    if ($null -eq $xml) { break }
    $events.Add($xml)
    $size += $xml.Length
  }
  [ordered]@{ events = $events }
}
function Close-Reader($given) {
  $number = [int]$given.reader
  if ($logs.ContainsKey($number)) {
    Close-Log $logs[$number]
    $failed.Remove($logs[$number])
    $logs.Remove($number)
  }
  [ordered]@{}
}
`;
