/** The header in English. */
export const header = " USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME";

/** Whole outputs by language, with what they say: `user@station number state idle`. */
export const outputs: readonly (readonly [language: string, lines: readonly string[], expected: readonly string[]])[] =
  [
    [
      "English",
      [
        header,
        ">rowena                console             1  Active      none   5/14/2022 8:21 AM",
        " piet                  rdp-tcp#4           3  Active          .  5/14/2022 9:02 AM",
        " femke                                     4  Disc         1:07  5/14/2022 9:40 AM",
      ],
      ["rowena@console 1 active", "piet@rdp-tcp#4 3 active 0", "femke@ 4 disconnected 4020"],
    ],
    [
      "German",
      [
        " BENUTZERNAME          SITZUNGSNAME       ID  STATUS  LEERLAUF   ANMELDEZEIT",
        ">jörg                  console             1  Aktiv        Kein  24.08.2022 17:42",
        " grünwald              rdp-tcp#12         10  Aktiv          35  24.08.2022 07:02",
        " administrator                             2  Getr.     2+03:15  22.08.2022 17:42",
      ],
      ["jörg@console 1 active", "grünwald@rdp-tcp#12 10 active 2100", "administrator@ 2 disconnected 184500"],
    ],
    [
      "French, where a long word for none moves the date",
      [
        " UTILISATEUR           SESSION            ID  ÉTAT    TEMPS INACT TEMPS SESSION",
        ">hélène                console             1  Actif       aucun   25/7/2018 7:46",
        " marc                                      2  Déco         5:00  25/7/2018 7:46",
      ],
      ["hélène@console 1 active", "marc@ 2 disconnected 18000"],
    ],
    [
      "Spanish",
      [
        " NOMBRE USUARIO        NOMBRE SESIÓN      ID. ESTADO  TIEMPO IN. TIEMPO SESIÓN",
        ">íñigo                 console             1  Activo      ninguno   04/08/2024 17:14",
        " nuria                 ica-tcp#3           2  Activo  24692+13:29   04/08/2024 17:14",
      ],
      ["íñigo@console 1 active", "nuria@ica-tcp#3 2 active"],
    ],
    [
      "Japanese, whose names take two columns a character",
      [
        " ユーザー名            セッション名       ID  状態    アイドル時間 ログオン時刻",
        ">佐藤                console             1  アクティブ      なし   2024/05/14 8:21",
        " 田中                                    2  切断            12  2024/05/14 8:21",
      ],
      ["佐藤@console 1 active", "田中@ 2 disconnected 720"],
    ],
    [
      "text that has lost its first column",
      [
        "USERNAME              SESSIONNAME        ID  STATE   IDLE TIME  LOGON TIME",
        "rowena                console             1  Active      none   5/14/2022 8:21 AM",
        "femke                                     4  Disc         1:07  5/14/2022 9:40 AM",
      ],
      ["rowena@console 1 active", "femke@ 4 disconnected 4020"],
    ],
  ];

/** Rows with something odd about them. */
export const rows: readonly (readonly [what: string, line: string, expected: string])[] = [
  [
    "a user of digits who is away",
    " 20417                                     2  Disc            .  5/14/2022 9:02 AM",
    "20417@ 2 disconnected 0",
  ],
  [
    "a user of digits who is there",
    " 20417                 rdp-tcp#1           2  Active          7  5/14/2022 9:02 AM",
    "20417@rdp-tcp#1 2 active 420",
  ],
  [
    "a name with blanks",
    " anna maria 3          console             1  Active      none   5/14/2022 8:21 AM",
    "anna maria 3@console 1 active",
  ],
  [
    "a name that moves the columns",
    " a.very.long.name.of.somebody console             1  Active      none   5/14/2022 8:21 AM",
    "a.very.long.name.of.somebody@console 1 active",
  ],
  [
    "the same, away",
    " a.very.long.name.of.somebody.else                     12  Disc         1:07  5/14/2022 8:21 AM",
    "a.very.long.name.of.somebody.else@ 12 disconnected 4020",
  ],
  [
    "a long name of words, away",
    " Maria Magdalena von Hohenstein 7                     3  Disc     3  5/14/2022 8:21 AM",
    "Maria Magdalena von Hohenstein 7@ 3 disconnected 180",
  ],
  [
    "a station named by a virtual machine",
    " piet                  31c5ce94259d4006a9e4#3  5  Active          .  5/14/2022 9:02 AM",
    "piet@31c5ce94259d4006a9e4#3 5 active 0",
  ],
  [
    "a station in capitals",
    " piet                  RDP-Tcp#9           5  Active          .  5/14/2022 9:02 AM",
    "piet@rdp-tcp#9 5 active 0",
  ],
  [
    "a date whose first part is a number",
    " piet                  rdp-tcp#9           5  Aktivní     žádný  14. 5. 2022 9:02",
    "piet@rdp-tcp#9 5 active",
  ],
  [
    "input at the console, which is not believed",
    " piet                  console             1  Active        300  5/14/2022 9:02 AM",
    "piet@console 1 active",
  ],
];
