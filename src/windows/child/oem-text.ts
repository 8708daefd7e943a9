import { escapeText } from "../../model/escape.ts";

//  What the native programs of Windows print is of the OEM code page, which western Europe and America have the encoding
//  standard knows nothing of: the upper halves of their pages, 0x80 to 0xff.
const WEST_437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
const WEST_850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
const EAST_852 =
  "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0";

const halves: Readonly<Record<string, string>> = {
  437: WEST_437,
  850: WEST_850,
  852: EAST_852,
  858: WEST_850.replace("ı", "€"),
};

/** Pages that the encoding standard has, by its names. */
const labels: Readonly<Record<string, string>> = {
  866: "ibm866",
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  1258: "windows-1258",
  65001: "utf-8",
};

/**
 * Text of a code page by its number. Of pages that nobody here knows (737, 775, 857, 862 …) what is not ASCII becomes `\xNN`:
 * visible and unharmed, but no longer as wide as the columns it stood in.
 */
export function oemText(bytes: Uint8Array, page: string | undefined): string {
  const half = halves[page ?? ""];
  if (half !== undefined) return Array.from(bytes, (byte) => oemCharacter(byte, half)).join("");
  const label = labels[page ?? ""];
  if (label !== undefined) return new TextDecoder(label).decode(bytes);
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : escapeText(Uint8Array.of(byte)))).join(
    "",
  );
}

function oemCharacter(byte: number, half: string): string {
  return byte < 0x80 ? String.fromCharCode(byte) : (half[byte - 0x80] ?? "");
}
