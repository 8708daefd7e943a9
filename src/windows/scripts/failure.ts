/** The name of a failure, the same in every language: an error id, an HRESULT, or the type of the exception. Never its text. */
export const failure = `
function Get-FailureId($record) {
  $exception = $record.Exception
  if ($null -eq $exception.InnerException) {
    $id = [string]$record.FullyQualifiedErrorId
    if ($id -match '^(HRESULT 0x[0-9a-fA-F]{1,8}|[A-Za-z0-9_.]{1,100})(,[A-Za-z0-9_.+]{1,150})?$') { return $id }
  }
  $exception.GetBaseException().GetType().Name
}
function Add-Problem($problems, $record) {
  $id = Get-FailureId $record
  if (-not $problems.Contains($id)) { $problems.Add($id) }
}
`;
