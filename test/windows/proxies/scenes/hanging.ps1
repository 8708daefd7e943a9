# CIM that does not answer while this process lives.
$Scene.Before = { Start-Sleep -Seconds 600 }
$Scene.Quser = ''
