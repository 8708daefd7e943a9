# Parses each program of a JSON list of texts on stdin with PowerShell's own parser, and tells as JSON what it is made of.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$texts = ConvertFrom-Json ([IO.StreamReader]::new([Console]::OpenStandardInput(), [Text.Encoding]::UTF8).ReadToEnd()) -NoEnumerate
$all = foreach ($text in $texts) {
  $tokens = $null
  $errors = $null
  $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
  $nodes = @($tree.FindAll({ $true }, $true))
  $operators = @($tokens | ForEach-Object { [string]$_.Kind })
  $commands = foreach ($one in $nodes | Where-Object { $_ -is [Management.Automation.Language.CommandAst] }) {
    [ordered]@{
      name = [string]$one.GetCommandName()
      parameters = @($one.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] } | ForEach-Object ParameterName)
    }
  }
  $typeNames = $nodes | ForEach-Object {
    if ($_ -is [Management.Automation.Language.TypeExpressionAst] -or $_ -is [Management.Automation.Language.TypeConstraintAst] -or
      $_ -is [Management.Automation.Language.AttributeBaseAst]) { $_.TypeName.FullName }
  }
  $members = foreach ($one in $nodes | Where-Object { $_ -is [Management.Automation.Language.MemberExpressionAst] -and $_.Static }) {
    [string]$one.Expression.TypeName.FullName + '::' + [string]$one.Member
  }
  [ordered]@{
    errors = @($errors | ForEach-Object ErrorId)
    nodes = @($nodes | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique)
    kinds = @($operators | Sort-Object -Unique)
    conditional = @($nodes | Where-Object { $_.PSObject.Properties['NullConditional'] -and $_.NullConditional }).Count
    background = @($nodes | Where-Object { $_.PSObject.Properties['Background'] -and $_.Background }).Count
    commands = @($commands)
    types = @($typeNames | Sort-Object -Unique)
    members = @($members | Sort-Object -Unique)
    # Every node in its order; those that hold a word, with it, but for the white space in it.
    tree = @(foreach ($one in $nodes) {
      $name = $one.GetType().Name
      if ($name -match '^(Variable|Constant|StringConstant|ExpandableString|Type|CommandParameter)') { $name + ' ' + ($one.Extent.Text -replace '\s') }
      elseif ($name -match '^(Binary|Unary)') { $name + ' ' + ($one.Operator ?? $one.TokenKind) }
      else { $name }
    })
    functions = @($nodes | Where-Object { $_ -is [Management.Automation.Language.FunctionDefinitionAst] } | ForEach-Object Name)
  }
}
ConvertTo-Json -Compress -Depth 6 -InputObject @($all)
