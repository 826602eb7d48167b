/** Words of a draft on their way into the frozen text, and what can stand in their way. */
import { isPlainText } from "../core/text-limits.ts";
import type { SectionKey } from "./agreement-text.ts";

export type DraftProblemCode =
  | "agreementEmpty"
  | "issueNeedsText"
  | "actionNeedsText"
  | "actionNeedsOwner"
  | "actionNeedsDate"
  | "actionNeedsIssue"
  | "actionNeedsKind"
  | "actionNeedsAgreedDate"
  | "ownerUnknown"
  | "dateNotPossible"
  | "textCannotBePrinted"
  | "textTooLong"
  | "clauseBroken";

export type DraftProblem = {
  readonly code: DraftProblemCode;
  readonly clause?: string;
  readonly section?: SectionKey;
  /** The character that cannot be printed, as "U+202E". */
  readonly character?: string;
};

/** One form for texts that look the same: NFC, line feeds only, no space at the ends. */
export function tidyText(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .trim();
}

/** Marks that take no place on paper but change what is signed, beyond those names refuse. */
const UNSEEN = /[\u00ad\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180e/;

function unprintable(text: string): string | null {
  for (const character of text) {
    if (isPlainText(character) && !UNSEEN.test(character)) continue;
    const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `U+${point}`;
  }
  return null;
}

export type Report = (problem: DraftProblem) => void;

export function printable(text: string, place: Omit<DraftProblem, "code">, report: Report): string {
  const tidy = tidyText(text);
  const character = unprintable(tidy);
  if (character !== null) report({ code: "textCannotBePrinted", ...place, character });
  return tidy;
}
