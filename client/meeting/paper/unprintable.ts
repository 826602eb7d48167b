/** A character that the paper cannot print, as the server names it: itself, or unseen by its number. */
import { PAPER_WORDS } from "../../words/en/paper.ts";

export function unprintable(about: string): { readonly character: string; readonly words: string } {
  const number = /^U\+([0-9A-F]{4,6})$/u.exec(about)?.[1];
  return number === undefined
    ? { character: about, words: PAPER_WORDS.cannotPrint(about) }
    : {
        character: String.fromCodePoint(Number.parseInt(number, 16)),
        words: PAPER_WORDS.cannotPrintHidden,
      };
}
