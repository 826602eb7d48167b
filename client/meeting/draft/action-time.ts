/** When an action will be done, in words, while it is written. */
import { ACTION_WORDS, STEP_NAMES } from "../../words/en/actions.ts";
import { DRAFT_WORDS } from "../../words/en/draft.ts";
import { dateWords } from "../paper/paper-dates.ts";
import type { Clause, DraftWriting } from "./clauses.ts";

/** "by 3 March 2027", "at once", "each term until 31 July 2027". */
export function timeWords({ dueBy, due }: Clause): string {
  const day = due === "" ? DRAFT_WORDS.noDue : dateWords(due);
  switch (dueBy) {
    case "law":
      return ACTION_WORDS.byLaw;
    case "atOnce":
      return ACTION_WORDS.atOnce;
    case "eachTerm":
      return due === "" ? ACTION_WORDS.eachTermOpen : ACTION_WORDS.eachTerm(day);
    case "date":
      return DRAFT_WORDS.byDay(day);
  }
}

/** The law's steps for the kind of an action; none before a kind was chosen. */
export function lawSteps({ actionKind }: Clause, { clockOf }: DraftWriting): readonly string[] {
  if (actionKind === "") return [];
  return clockOf(actionKind).map(({ step, weeks }) => ACTION_WORDS.weeks(weeks, STEP_NAMES[step]));
}
