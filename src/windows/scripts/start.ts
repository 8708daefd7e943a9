/**
 * What runs before anything else: silence, no modules of a user's folder, and the end where a policy forbids .NET.
 * `$input` must never be named in this program: PowerShell would read the requests away itself.
 */
export const start = `
$ProgressPreference = 'SilentlyContinue'
$env:PSModulePath = $PSHOME + '/Modules'
$language = [string]$ExecutionContext.SessionState.LanguageMode
if ($language -ne 'FullLanguage') {
  "whoflux 0 language $language"
  exit 0
}
$WarningPreference = 'SilentlyContinue'
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0
# Own streams: whatever happens to the console's encodings, frames stay ASCII.
$reader = [IO.StreamReader]::new([Console]::OpenStandardInput(), [Text.Encoding]::ASCII)
$writer = [IO.StreamWriter]::new([Console]::OpenStandardOutput(), [Text.Encoding]::ASCII, 65536)
$writer.NewLine = [string][char]10
`;
