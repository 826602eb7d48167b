/**
 * What a person may type, and what we refuse: control characters, direction overrides and
 * zero-width marks make a text read otherwise than it is stored (ADMIT-2, CORE-4).
 */
import * as z from "zod/mini";

export const NAME_LENGTH = 80;
export const MESSAGE_LENGTH = 1000;

/** C0/C1 controls but line feed and tab, bidi controls, zero-width marks, byte-order mark. */
const MISLEADING =
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isPlainText(text: string): boolean {
  return !MISLEADING.test(text) && !LONE_SURROGATE.test(text);
}

/** One form for equal-looking names: NFC, single spaces, no spaces at the ends. */
export function tidyName(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

/** What shows nothing, Hangul fillers among it, which count as letters. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
/** Joiners are spelling in the scripts that join letters; between other letters they hide. */
const SPELT_JOINERS =
  /(?<=[\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Khmer}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}])[\u200c\u200d]/gu;

/** Whether the text names somebody: 1 to 80 characters once tidy, with a letter one can see. */
export function isName(name: string): boolean {
  const tidy = tidyName(name);
  if (tidy.length === 0 || tidy.length > NAME_LENGTH) return false;
  // As typed: tidying must not quietly take away what may not be there.
  if (!isPlainText(name) || UNSEEN.test(name.replaceAll(SPELT_JOINERS, ""))) return false;
  return /\p{L}/u.test(tidy);
}

/** At the edge only the size is bounded; what is wrong with a name is told by the rules. */
export const typedText = (length: number) => z.string().check(z.maxLength(length));
