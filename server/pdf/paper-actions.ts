/** One action as it stands on the paper: what, who, by when, and the lines below that say more. */
import type { FrozenAction } from "#shared/agreement/agreement-text.ts";
import type { ActionKind, ActionStep } from "#shared/law/action-kinds.ts";

import { dateInWords } from "./london-words.ts";
import { type Printed, printed, type Spell } from "./printed-text.ts";

const KIND_WORDS: Readonly<Record<ActionKind, string>> = {
  assess: "EHC needs assessment",
  reassess: "EHC needs reassessment",
  makePlan: "Make an EHC plan",
  reconsider: "Reconsider the decision",
  amendContent: "Amend the content of the EHC plan",
  amendPlacement: "Amend the placement in the EHC plan",
  maintain: "Maintain the EHC plan",
  maintainAmended: "Maintain the EHC plan with amendments",
  health: "Health",
  socialCare: "Social care",
  school: "School or college",
  information: "Information",
  meeting: "Meeting",
  funding: "Funding",
  panel: "Panel",
  other: "Other",
};

const STEP_WORDS: Readonly<Record<ActionStep, string>> = {
  tellFamily: "the family is told the answer",
  reasonsIfNoPlan: "if there is no plan, reasons are given",
  draftPlan: "the draft plan is sent",
  finalPlan: "the final plan is sent",
  amendedPlan: "the amended plan is sent",
  done: "it is done",
};

export type PaperAction = {
  readonly number: string;
  readonly what: Printed;
  /** Number and words together, for a list. */
  readonly point: Printed;
  readonly who: Printed;
  /** Two lines: the day of the week, the date. */
  readonly when: readonly string[];
  readonly section: string;
  /** What else was written of it, a line each. */
  readonly more: Printed;
  /** For what is not agreed: who and when it was talked about with, if at all. */
  readonly talked: Printed;
  /** May be kept on one page. */
  readonly short: boolean;
};

/** Far less than a page holds in the narrowest column. */
const SHORT = { characters: 600, lines: 12 } as const;

/** May these texts be kept together on one page? What is kept and too long would be cut off. */
export function isShort(texts: readonly string[]): boolean {
  const all = texts.join("\n");
  return all.length < SHORT.characters && all.split(/[\n\r\u2028\u2029]/u).length <= SHORT.lines;
}

function whenLines({ due, dueBy }: FrozenAction): readonly string[] {
  if (dueBy === "atOnce") return ["At once"];
  const [weekday = "", ...date] = due === "" ? [] : dateInWords(due).split(" ");
  const day = [weekday, date.join(" ")].filter((part) => part !== "");
  return dueBy === "eachTerm" ? ["Each term until", ...day] : day;
}

function moreLines({ kind, dues, post, planFrom, planTo, proof }: FrozenAction): string[] {
  const line = (name: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`${name}: ${text}`];
  return [
    ...line("Post", post),
    ...line("Kind", kind === undefined ? undefined : KIND_WORDS[kind]),
    ...(dues ?? []).map(({ step, due }) => `By law, by ${dateInWords(due)} ${STEP_WORDS[step]}`),
    ...line("Words of the plan now", planFrom),
    ...line("New words of the plan", planTo),
    ...line("Seen to be done by", proof),
  ];
}

function talkedAbout(action: FrozenAction): string {
  const when = whenLines(action).join(" ");
  const parts = [
    action.ownerName,
    when === "" ? "" : action.dueBy === undefined ? `by ${when}` : when.toLowerCase(),
    action.ehcSection === "" ? "" : `EHC section ${action.ehcSection}`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `Talked about: ${parts.join(", ")}`;
}

export function paperAction(action: FrozenAction, number: string, spell: Spell): PaperAction {
  const more = moreLines(action);
  return {
    number,
    what: printed(action.text, spell),
    point: printed(`${number} ${action.text}`, spell),
    who: printed(action.ownerName, spell),
    when: whenLines(action),
    section: action.ehcSection,
    more: more.length === 0 ? [] : printed(more.join("\n"), spell),
    talked: printed(talkedAbout(action), spell),
    short: isShort([action.text, action.ownerName, ...more]),
  };
}
