# CIM that fails in the language of the country, and a terminal services library that is missing.
$Scene.Before = { throw 'Zugriff verweigert: nicht genügend Rechte' }
$Scene.Stations = $null
$Scene.Denied = @('Security', 'System')
