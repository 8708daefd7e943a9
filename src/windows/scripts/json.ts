/**
 * JSON written by hand: `ConvertTo-Json` escapes other characters in 5.1 than in 7, unwraps, wraps or cuts what is nested,
 * and replaces half a surrogate pair. Here the bytes are the same everywhere, and every UTF-16 unit comes through.
 */
export const json = String.raw`
$odd = [regex]'[\x00-\x1f\ud800-\udfff]'
$plain = [regex]'^[^"\\\x00-\x1f\ud800-\udfff]*$'
$escape = { param($found) '\' + 'u{0:x4}' -f [int][char]$found.Value }
function Format-Json($value) {
  if ($null -eq $value) { return 'null' }
  if ($value -is [string]) { return '"' + $odd.Replace($value.Replace('\', '\\').Replace('"', '\"'), $escape) + '"' }
  if ($value -is [Collections.IDictionary]) {
    $parts = foreach ($key in $value.Keys) {
      $one = $value[$key]
      # A call costs 10 us: most texts need none.
      $name = '"' + $key + '":'
      if ($one -is [string] -and $plain.IsMatch($one)) { $name + '"' + $one + '"' } else { $name + (Format-Json $one) }
    }
    return '{' + ($parts -join ',') + '}'
  }
  if ($value -is [Collections.IEnumerable]) {
    $parts = foreach ($one in $value) { Format-Json $one }
    return '[' + ($parts -join ',') + ']'
  }
  # True and numbers: a cast to text knows no culture.
  ([string]$value).ToLowerInvariant()
}
# Absent texts and times are null; times leave as UTC.
function Format-Word($value) { if ($value) { [string]$value } }
function Format-Time($value) { if ($value) { ([datetime]$value).ToUniversalTime().ToString('o') } }
`;
