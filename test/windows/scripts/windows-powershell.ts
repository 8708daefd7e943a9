//  What Windows PowerShell 5.1 and the .NET Framework have, of what our programs use: from their documentation, by hand.
//  A new word in a program gets its line here, after a look whether 5.1 has it.

/** Commands with their parameters. */
export const commands: Readonly<Record<string, readonly string[]>> = {
  "Add-Type": ["TypeDefinition"],
  "ConvertFrom-Json": ["InputObject"],
  "ForEach-Object": [],
  "Get-CimInstance": ["ClassName", "OperationTimeoutSec", "ErrorAction", "ErrorVariable"],
  "Set-StrictMode": ["Version"],
};

/** Types: accelerators, and classes of the .NET Framework 4. One is our own, compiled by Add-Type. */
export const types: readonly string[] = [
  ...[
    "char",
    "cultureinfo",
    "datetime",
    "int",
    "long",
    "ordered",
    "regex",
    "string",
    "type",
    "uint16",
    "uint64",
    "xml",
  ],
  ...["char[]", "int[]"],
  ...["Collections.Generic.List[string]", "Collections.IDictionary", "Collections.IEnumerable"],
  ...["Console", "Convert", "Environment", "IO.File", "IO.StreamReader", "IO.StreamWriter", "Text.Encoding"],
  ...["EventLogConfiguration", "EventLogQuery", "EventLogReader", "EventLogSession"].map(
    (name) => `Diagnostics.Eventing.Reader.${name}`,
  ),
  "Microsoft.Win32.Registry",
  ...["NTAccount", "SecurityIdentifier", "WindowsBuiltInRole", "WindowsIdentity", "WindowsPrincipal"].map(
    (name) => `Security.Principal.${name}`,
  ),
  "WhofluxStation",
];

/** Static members; `new` is a constructor (5.0). */
export const members: readonly string[] = [
  ...["Collections.Generic.List[string]::new", "IO.StreamReader::new", "IO.StreamWriter::new", "IO.File::Exists"],
  ...["Console::OpenStandardInput", "Console::OpenStandardOutput", "Console::OutputEncoding"],
  ...["Convert::FromBase64String", "Convert::ToBase64String"],
  ...["cultureinfo::CurrentCulture", "cultureinfo::InvariantCulture"],
  ...["datetime::FromFileTimeUtc", "datetime::Parse", "datetime::UtcNow"],
  ...["EventLogConfiguration::new", "EventLogQuery::new", "EventLogReader::new", "EventLogSession::GlobalSession"].map(
    (name) => `Diagnostics.Eventing.Reader.${name}`,
  ),
  ...["Environment::MachineName", "Environment::OSVersion", "Environment::WorkingSet"],
  "Microsoft.Win32.Registry::GetValue",
  ...[
    "NTAccount::new",
    "WindowsBuiltInRole::Administrator",
    "WindowsIdentity::GetCurrent",
    "WindowsPrincipal::new",
  ].map((name) => `Security.Principal.${name}`),
  ...["Text.Encoding::ASCII", "Text.Encoding::GetEncoding", "Text.Encoding::UTF8"],
  "WhofluxStation::List",
];

/** Nodes of the syntax tree, of PowerShell 3 and later. Classes, enums, `using` and configurations are 5's, and not wanted. */
export const nodes: readonly string[] = [
  ...["ArrayExpression", "ArrayLiteral", "AssignmentStatement", "BinaryExpression", "BreakStatement", "CatchClause"],
  ...["Command", "CommandExpression", "CommandParameter", "ConstantExpression", "ConvertExpression"],
  ...["ExitStatement", "ExpandableStringExpression", "FileRedirection", "ForEachStatement", "FunctionDefinition"],
  ...["Hashtable", "IfStatement", "IndexExpression", "InvokeMemberExpression", "MemberExpression", "NamedBlock"],
  ...[
    "ParamBlock",
    "Parameter",
    "ParenExpression",
    "Pipeline",
    "ReturnStatement",
    "ScriptBlock",
    "ScriptBlockExpression",
  ],
  ...["StatementBlock", "StringConstantExpression", "SwitchStatement", "ThrowStatement", "TryStatement"],
  ...["TypeConstraint", "TypeExpression", "UnaryExpression", "VariableExpression", "WhileStatement"],
].map((name) => `${name}Ast`);

/** Tokens that 5.1 does not know. */
export const newerTokens: readonly string[] = [
  ...["QuestionMark", "QuestionQuestion", "QuestionQuestionEquals", "QuestionDot", "QuestionLBracket"],
  ...["AndAnd", "OrOr", "Clean"],
];
