/**
 * A text on its way to the page: paragraphs, reading direction, and places where an endless word
 * may break. Never changes a letter.
 */

/** Makes any text printable; see `spelledOut`. */
export type Spell = (text: string) => string;

/** One paragraph. Each has its own direction: a family may write two languages below each other. */
type Line = { readonly text: string; readonly rtl: boolean };
export type Printed = readonly Line[];

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const LETTER = /\p{L}/u;
/** Letters; a word this long does not fit the narrowest column. */
const ENDLESS = 24;
/** Letters between two places where an endless word may break. */
const PIECE = 8;
/** Marks belong to their neighbours on both sides: breaking there would change the letters. */
const JOINING = /[\p{M}\u200c\u200d]/u;
const BREAK = "\u200b";

/** The direction of the first letter, as the Unicode rules have it for a paragraph. */
function isRightToLeft(text: string): boolean {
  const first = LETTER.exec(text);
  return first !== null && RIGHT_TO_LEFT.test(first[0]);
}

function breakable(word: string): string {
  const characters = Array.from(word);
  if (characters.filter((character) => !JOINING.test(character)).length <= ENDLESS) return word;
  let sinceBreak = 0;
  return characters
    .map((character, index) => {
      const joined = JOINING.test(character) || JOINING.test(characters[index - 1] ?? "");
      const breaks = sinceBreak >= PIECE && !joined;
      sinceBreak = breaks ? 1 : sinceBreak + 1;
      return breaks ? BREAK + character : character;
    })
    .join("");
}

const VISIBLE = /[^\s\p{Cf}]/u;

/** For what becomes a heading, which must not be empty. */
export function printedName(text: string, spell: Spell): Printed {
  return printed(VISIBLE.test(text) ? text : "(blank)", spell);
}

/** Splits at line ends, drops empty lines, and lets endless words break. */
export function printed(text: string, spell: Spell): Printed {
  return spell(text)
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.replaceAll("\t", " ").trim())
    .filter((line) => line !== "")
    .map((line) => ({
      text: line.split(" ").map(breakable).join(" "),
      rtl: isRightToLeft(line),
    }));
}
