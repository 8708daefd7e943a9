# Names that somebody chose with us in mind.
$Scene.Boot = '2024-01-01T00:00:00.0000000Z'
$names = @(
  'a"b''c', '$(throw 1)', '`n$env:PATH', "line`nbreak`r", "tab`tbell`abell", '<b>&amp;</b>', 'back\slash\\', "half`u{1F600}",
  ('lone' + [char]0xD83D), ([char]0xDC00 + 'tail'), "`u{202E}reversed", "line`u{2028}separator", "`u{85}", "`u{7F}", '%00', '; Remove-Item x', ('x' * 10000),
  'whoflux 0 ok e30=', "`e[31mred", ' ', 'true', '0123'
)
$number = 100
$Scene.Logons = foreach ($name in $names) {
  $number += 1
  New-Logon $number 2 '2024-01-01T01:00:00.0000000Z' 'D"\' $name 'S-1-5-21-1-1-1-1' $name
}
$Scene.Quser = $names[1..3] -join "`n"
