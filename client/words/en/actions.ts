/** What makes an action precise: its kind, its time, the plan's words, how it is seen done. */
import type { DueWay } from "#shared/agreement/agreement-text.ts";
import type { VagueAbout } from "#shared/agreement/vague-words.ts";
import type { ActionKind, ActionStep } from "#shared/law/action-kinds.ts";

export const KIND_NAMES: Readonly<Record<ActionKind, string>> = {
  assess: "Assess the child’s needs",
  reassess: "Assess the needs again",
  makePlan: "Write an EHC plan",
  reconsider: "Think again about the choice",
  amendContent: "Change words in the plan",
  amendPlacement: "Change the school or college",
  maintain: "Keep the plan as it is",
  maintainAmended: "Keep the plan, with changes",
  health: "Help with health",
  socialCare: "Help with social care",
  school: "Something the school does",
  information: "Share information",
  meeting: "Hold a meeting",
  funding: "Pay for something",
  panel: "Ask a panel",
  other: "Something else",
};

export const STEP_NAMES: Readonly<Record<ActionStep, string>> = {
  tellFamily: "tell the family the answer",
  reasonsIfNoPlan: "if there is no plan, say why",
  draftPlan: "send the first draft of the plan",
  finalPlan: "send the final plan",
  amendedPlan: "send the changed plan",
  done: "have it done",
};

export const DUE_NAMES: Readonly<Record<DueWay, string>> = {
  date: "By a date we agree",
  law: "In the time the law gives",
  atOnce: "At once",
  eachTerm: "Each term, until a date",
};

export const ACTION_WORDS = {
  more: "Make it clear",
  kind: "What kind of action",
  noKind: "Choose a kind",
  dueBy: "When it will be done",
  until: "Until when",
  lawTimes: "The law gives this time, from the day we agree:",
  weeks: (weeks: number, step: string) =>
    weeks === 0 ? `at once: ${step}` : `in ${weeks} weeks: ${step}`,
  kindFirst: "Choose the kind of action first. Then we can show the time.",
  byLaw: "in the time the law gives",
  atOnce: "at once",
  eachTerm: (day: string) => `each term until ${day}`,
  eachTermOpen: "each term",
  post: "Whose job it is",
  postHint: "A job title or a name, if it is not the person above.",
  postIs: (post: string) => `Whose job: ${post}`,
  planFrom: "Words in the plan now",
  planTo: "New words for the plan",
  planFromIs: "Words in the plan now:",
  planToIs: "New words for the plan:",
  proof: "How we will all see it is done",
  proofIs: "How we will see it is done:",
  kindIs: (kind: string) => `Kind: ${kind}`,
  vagueTitle: "Can this be made clearer?",
} as const;

const VAGUE_TIPS: Readonly<Record<VagueAbout, string>> = {
  when: "By which day?",
  howOften: "How often? For example: every Tuesday.",
  howMuch: "How much? For example: 45 minutes a week.",
  what: "What is it, just as you would see it?",
  whether: "Will it be done or not? If it depends on something, say on what.",
};

/** Beside what is written; it stops nothing. */
export function vagueTip(words: string, about: VagueAbout): string {
  return `“${words}”: ${VAGUE_TIPS[about]}`;
}
