# Nobody is there, and quser says so in its way: nothing on stdout, exit code 1.
$Scene.Boot = '2024-01-01T00:00:00.0000000Z'
$Scene.Quser = ''
$Scene.QuserExit = 1
$Scene.Logs['Security'] = @()
