/**
 * What may stand on the paper: characters that one of our fonts draws, and none that hide or
 * reorder what a reader sees. Decides on text alone, without the typesetter.
 */
import type { Fonts } from "./fonts.ts";
import type { PrintCheck } from "./sealer.ts";

/** Controls, direction overrides and isolates, zero-width characters, lone surrogates, unassigned. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb]/u;
/** Line ends and tabs are laid out, not drawn. */
const LAYOUT = /[\t\n\r\u2028\u2029]/u;
/** Shaping hints: drawn by their neighbours, kept because names in many scripts need them. */
const SHAPING = /[\u034f\u00ad\u200c-\u200f]/u;

/** Characters of context that a complaint quotes. */
const CONTEXT = 60;

function codeName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

function isPrintable(character: string, fonts: Fonts): boolean {
  if (LAYOUT.test(character) || SHAPING.test(character)) return true;
  return !HIDDEN.test(character) && fonts.covers(character.codePointAt(0) ?? 0);
}

/** The first character that cannot stand on the paper, if any. */
export function checkCharacters(text: string, fonts: Fonts): PrintCheck {
  for (const character of text) {
    if (isPrintable(character, fonts)) continue;
    return {
      ok: false,
      problem: "glyph",
      text: HIDDEN.test(character) ? codeName(character) : character,
      where: Array.from(text).slice(0, CONTEXT).join(""),
    };
  }
  return { ok: true };
}

/**
 * The text with every unprintable character spelled out as [U+4E2D]. A seal must not fail for a
 * name that was signed before a font was missing.
 */
export function spelledOut(text: string, fonts: Fonts): string {
  return Array.from(text, (character) =>
    isPrintable(character, fonts) ? character : `[${codeName(character)}]`,
  ).join("");
}
