/** Who runs this, and where: the greeting. Off Windows nobody can say what account and rights it has. */
export const self = `
function Get-Self {
  $self = [ordered]@{ elevated = $null; computer = [Environment]::MachineName; account = $null; windows = $null }
  $system = [Environment]::OSVersion
  if ([string]$system.Platform -eq 'Win32NT') {
    $self.windows = $system.Version.ToString(3)
    # A name may have nobody who knows it, like that of a domain that is out of reach.
    try {
      $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
      $self.elevated = [Security.Principal.WindowsPrincipal]::new($identity).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
      $self.account = $identity.Name
    } catch { }
  }
  $self
}
function Get-Greeting {
  $version = $PSVersionTable
  $greeting = [ordered]@{ version = [string]$version.PSVersion; edition = $version.PSEdition; language = $language }
  $self = Get-Self
  foreach ($key in $self.Keys) { $greeting[$key] = $self[$key] }
  $greeting
}
`;
