# Names and a computer beyond Latin letters.
$Scene.Self = [ordered]@{ elevated = $true; computer = '受付端末'; account = '会社\山田太郎'; windows = '10.0.22631' }
$Scene.Boot = '2024-04-01T23:00:00.0000000Z'
$Scene.Logons = @(
  New-Logon 400001 2 '2024-04-02T00:00:01.0000000Z' '会社' '山田太郎' 'S-1-5-21-1-2-3-1001'
  New-Logon 400002 10 '2024-04-02T00:10:02.0000000Z' '会社' '김철수' 'S-1-5-21-1-2-3-1002'
  New-Logon 400003 10 '2024-04-02T00:20:03.0000000Z' '会社' '王小明' 'S-1-5-21-1-2-3-1003'
)
$Scene.Quser = @'
 ユーザー名              セッション名       ID  状態    アイドル時間 ログオン時刻
>山田太郎                console             1  Active      なし   2024/04/02 9:00
 김철수                  rdp-tcp#0           2  Active         .   2024/04/02 9:10
 王小明                                      3  Disc        1:00   2024/04/02 9:20
'@
