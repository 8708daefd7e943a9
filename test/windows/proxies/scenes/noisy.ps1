# A child whose stdout and stderr carry more than answers.
$Scene.Last = {
  [Console]::Out.WriteLine('Preparing modules for first use.')
  [Console]::Error.WriteLine('#< CLIXML')
  Write-Error 'a record of an error' -ErrorAction Continue
}
$Scene.Before = { Write-Warning 'a warning'; Write-Verbose 'more' ; Write-Information 'for your information' }
