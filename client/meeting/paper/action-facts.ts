/** What stands under an action of the fixed words: each part of it that was written, in order. */
import type { FrozenAction } from "#shared/agreement/agreement-text.ts";
import { ACTION_WORDS, KIND_NAMES, STEP_NAMES } from "../../words/en/actions.ts";
import { EHC_NAMES, PAPER_WORDS } from "../../words/en/paper.ts";
import { dateWords } from "./paper-dates.ts";

function when({ due, dueBy, dues }: FrozenAction): readonly string[] {
  if (dueBy === "atOnce") return [PAPER_WORDS.atOnce];
  if (dues !== undefined) {
    return dues.map(({ step, due: day }) => PAPER_WORDS.step(STEP_NAMES[step], dateWords(day)));
  }
  if (due === "") return [];
  return [
    dueBy === "eachTerm" ? PAPER_WORDS.eachTerm(dateWords(due)) : PAPER_WORDS.byDay(dateWords(due)),
  ];
}

function whoAndWhen(action: FrozenAction): readonly string[] {
  const { ownerName, due, dueBy } = action;
  if (ownerName === "") return when(action);
  if (due !== "" && dueBy === undefined) return [PAPER_WORDS.by(ownerName, dateWords(due))];
  return [PAPER_WORDS.byOwner(ownerName), ...when(action)];
}

function planWords({ planFrom, planTo }: FrozenAction): readonly string[] {
  const from = planFrom === undefined ? [] : [`${ACTION_WORDS.planFromIs} ${planFrom}`];
  return planTo === undefined ? from : [...from, `${ACTION_WORDS.planToIs} ${planTo}`];
}

export function actionFacts(action: FrozenAction): readonly string[] {
  const { kind, post, proof, ehcSection } = action;
  return [
    ...whoAndWhen(action),
    ...(post === undefined ? [] : [ACTION_WORDS.postIs(post)]),
    ...(kind === undefined ? [] : [ACTION_WORDS.kindIs(KIND_NAMES[kind])]),
    ...(ehcSection === "" ? [] : [PAPER_WORDS.plan(EHC_NAMES[ehcSection])]),
    ...planWords(action),
    ...(proof === undefined ? [] : [`${ACTION_WORDS.proofIs} ${proof}`]),
  ];
}
