//  What one PowerShell under a policy is given to run: fixed texts in what Constrained Language Mode and 5.1 both have, without
//  double quotes. They print `whoflux,word,field,…;`, texts as the numbers of their UTF-16 units joined by dots, so
//  that neither code pages nor broken lines matter; `-` is an absent one, `whoflux,end;` the proof that all has come.

const OPENING = `
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $PSHOME + '/Modules'
function Format-Units($text) {
  if ($null -eq $text -or '' -eq $text) { '-' } else { [int[]][char[]][string]$text -join '.' }
}
function Format-Time($time) {
  if ($time -is [datetime]) { $time.ToUniversalTime().ToString('o') } else { '-' }
}
`;

const GREETING = `
$system = $null
try { $system = Get-CimInstance -ClassName Win32_OperatingSystem -OperationTimeoutSec 20 } catch { }
$fields = @(
  (Format-Units $PSVersionTable.PSVersion), (Format-Units $PSVersionTable.PSEdition),
  (Format-Units $ExecutionContext.SessionState.LanguageMode), (Format-Units $env:COMPUTERNAME),
  (Format-Units $env:USERDOMAIN), (Format-Units $env:USERNAME), (Format-Units $system.Version)
)
'whoflux,self,' + ($fields -join ',') + ';'
'whoflux,end;'
`;

const LOGONS = `
function Get-Instances($class) {
  try { Get-CimInstance -ClassName $class -OperationTimeoutSec 25 } catch {
    $script:problems += @(Format-Units $_.FullyQualifiedErrorId)
  }
}
$problems = @()
foreach ($one in @(Get-Instances 'Win32_OperatingSystem')) { 'whoflux,boot,' + (Format-Time $one.LastBootUpTime) + ';' }
foreach ($one in @(Get-Instances 'Win32_LogonSession')) {
  $fields = @((Format-Units $one.LogonId), (Format-Units $one.LogonType), (Format-Time $one.StartTime), (Format-Units $one.AuthenticationPackage))
  'whoflux,logon,' + ($fields -join ',') + ';'
}
foreach ($one in @(Get-Instances 'Win32_LoggedOnUser')) {
  $fields = @((Format-Units $one.Dependent.LogonId), (Format-Units $one.Antecedent.Domain), (Format-Units $one.Antecedent.Name))
  'whoflux,account,' + ($fields -join ',') + ';'
}
foreach ($problem in $problems) { 'whoflux,problem,' + $problem + ';' }
'whoflux,end;'
`;

/** Says who it is: version, edition, language mode, computer, domain, name, version of Windows. */
export const greetingText: string = OPENING + GREETING;

/** Says boot, logons, accounts and problems. */
export const logonsText: string = OPENING + LOGONS;

/** One thing that was said: its word and its fields, null where there is none. */
export interface Spoken {
  readonly word: string;
  readonly fields: readonly (string | null)[];
}

/** What such a text printed; undefined: it did not come to its end. White space does not count, other words are noise. */
export function spoken(output: string): readonly Spoken[] | undefined {
  const said = output
    .replaceAll(/\s+/g, "")
    .split(";")
    .flatMap((statement) => {
      const at = statement.lastIndexOf("whoflux,");
      if (at === -1) return [];
      const [word = "", ...fields] = statement.slice(at + "whoflux,".length).split(",");
      return [{ word, fields: fields.map(field) }];
    });
  return said.at(-1)?.word === "end" ? said.slice(0, -1) : undefined;
}

/** A time, or the text whose units these are. */
function field(text: string): string | null {
  if (text === "-" || text === "") return null;
  if (!/^\d{1,5}(?:\.\d{1,5})*$/.test(text)) return text;
  return text
    .split(".")
    .map((unit) => String.fromCharCode(Number(unit)))
    .join("");
}
