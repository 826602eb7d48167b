/**
 * The words people agree to, by version. The words of a version never change: whoever said yes to
 * them is shown the same ones later (MOD-36). A new wording is a new version, here and in the core.
 */
import type { RULES_VERSION } from "#shared/meeting/admission.ts";

export type RulesText = {
  readonly privacyTitle: string;
  readonly privacy: readonly string[];
  readonly groundTitle: string;
  readonly ground: readonly string[];
  readonly confidentialTitle: string;
  readonly confidential: readonly string[];
};

/** The version that is asked for now: the compiler stops when the core asks for another one. */
export const RULES_WORDS_VERSION: typeof RULES_VERSION = "2026-11";

const PRESENT: RulesText = {
  privacyTitle: "Your privacy",
  privacy: [
    "No one records this meeting. Please do not record it too.",
    "Only people who were asked to come can get in.",
    "The screen always shows who can hear you.",
    "Sound and picture are locked before they leave your device.",
    "The video server that passes them on cannot open them.",
    "Our own server hands out the keys. For that you have to trust us.",
    "If a browser is too old for this, the screen says so.",
    "No one can join by phone. A phone line cannot be locked.",
    "Your private room is private. The mediator has to knock.",
    "We keep what you sign, and when people came and went.",
  ],
  groundTitle: "Ground rules",
  ground: [
    "One person talks at a time.",
    "We listen, even when we do not agree.",
    "We talk about the plan, not about who is to blame.",
    "Anyone can take a break. You do not have to say why.",
    "No one has to say yes today.",
  ],
  confidentialTitle: "What we keep to ourselves",
  confidential: [
    "What is said here stays here.",
    "No one may use it later in a tribunal.",
    "The signed agreement is different. It can be shown to the people who must act on it.",
    "If we hear that someone may get hurt, we have to pass it on.",
  ],
};

export const RULES: Readonly<Record<string, RulesText>> = { [RULES_WORDS_VERSION]: PRESENT };

/** The words of a version; of one that this page is too old or too new for, the present ones. */
export function rulesText(version: string): RulesText {
  return RULES[version] ?? PRESENT;
}
