/**
 * Requests in, answers out, until the input ends. A verb is compared with the fixed ones, its arguments are values: no text of a
 * request is ever run. Each answer tells the working set in KiB, so that a child that has grown can be replaced.
 */
export const loop = `
function Send-Answer($id, $word, $value) {
  $bytes = [Text.Encoding]::UTF8.GetBytes((Format-Json $value))
  $writer.WriteLine("whoflux $id $word " + [Convert]::ToBase64String($bytes) + ' ' + ([Environment]::WorkingSet -shr 10))
  $writer.Flush()
}
function Invoke-Verb($verb, $given) {
  switch ($verb) {
    'logons' { Get-Logons }
    'quser' { Get-Quser }
    'wts' { Get-Stations }
    'channels' { Get-Channels $given }
    'open' { Open-Reader $given }
    'next' { Read-Reader $given }
    'close' { Close-Reader $given }
    default { throw 'NoSuchVerb' }
  }
}
Send-Answer 0 'ok' (Get-Greeting)
while ($null -ne ($line = $reader.ReadLine())) {
  $id = [long]0
  $word = 'ok'
  try {
    $request = ConvertFrom-Json -InputObject ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($line)))
    $id = [long]$request.id
    $answer = Invoke-Verb ([string]$request.verb) $request.arguments
  } catch {
    $word = 'err'
    $answer = [ordered]@{ id = Get-FailureId $_ }
  }
  Send-Answer $id $word $answer
}
exit 0
`;
