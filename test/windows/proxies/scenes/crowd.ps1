# A file server on a Monday: 2,000 sessions.
$Scene.Boot = '2024-01-01T00:00:00.0000000Z'
$Scene.Logons = foreach ($number in 1..2000) {
  New-Logon (100000 + $number) 3 '2024-01-01T01:00:00.0000000Z' 'OFFICE' "user$($number % 300)" 'S-1-5-21-1-1-1-1' 'Kerberos'
}
