# A policy that allows no program of ours. What comes in CLM must be text and numbers: the proxies keep the full language.
. (Join-Path $PSScriptRoot 'office.ps1')
$Scene.Last = { $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage' }
