/** The walk through agenda and agreement: written by several at once, saved, ready to be fixed. */
import { AGENDA_WORDS, DRAFT_WORDS, SAVE_WORDS } from "../../../client/words/en/draft.ts";
import {
  EHC_NAMES,
  PAPER_WORDS,
  SECTION_NAMES,
  STATUS_NAMES,
} from "../../../client/words/en/paper.ts";
import { REFUSAL_WORDS } from "../../../client/words/en/refusals.ts";
import { PARTS_WORDS } from "../../../client/words/en/room.ts";
import type { Stand } from "./stand.ts";
import { starting } from "./visitor.ts";

const TOPIC = "Speech and language therapy";
const POINT = "Speech and language therapy in the autumn term";
const ACTION = "30 minutes each week with a therapist at school";
const BEGUN = "We talked about support at school.";
const BEFORE = "We met today. ";
const AFTER = " We all listened.";

/** The first of March of next year: a day that is always still to come. */
const DUE = `${String(new Date().getFullYear() + 1)}-03-01`;

/** The mediator adds a line, moves it and marks it; everybody sees it at once. */
export async function useAgenda({ people, survey }: Stand): Promise<void> {
  const { mediator, parent } = people;
  await mediator.open(PARTS_WORDS.agenda);
  await parent.open(PARTS_WORDS.agenda);
  await mediator.press(AGENDA_WORDS.add);
  await mediator.write(AGENDA_WORDS.words, TOPIC);
  await mediator.write(AGENDA_WORDS.minutesLabel, "15");
  await mediator.press(AGENDA_WORDS.up);
  await survey.look("agenda-change", mediator);
  await mediator.press(AGENDA_WORDS.done);
  await mediator.press(starting(AGENDA_WORDS.makeCurrent, TOPIC));
  await mediator.sees(SAVE_WORDS.saved);
  await parent.sees(AGENDA_WORDS.now);
  const now = parent.page.getByText(AGENDA_WORDS.now, { exact: true });
  const current = parent.page.getByRole("listitem").filter({ has: now });
  await parent.sees(new RegExp(TOPIC, "u"), current);
  await current.scrollIntoViewIfNeeded();
  await survey.look("agenda", parent);
}

/** A point, its action, and a text that two people write in at the same moment. */
export async function writeAgreement({ people, survey }: Stand): Promise<void> {
  const { parent, officer } = people;
  await parent.open(PARTS_WORDS.agreement);
  await officer.open(PARTS_WORDS.agreement);
  await parent.press(DRAFT_WORDS.addIssue);
  await parent.write(DRAFT_WORDS.issueWords, POINT);
  await officer.sees(POINT);
  await officer.sees(/Amara.* is writing here/u);
  const status = parent.page.getByLabel(DRAFT_WORDS.status, { exact: true });
  await status.selectOption(STATUS_NAMES.agreed);
  await survey.look("agreement-point", parent);
  await parent.press(starting(DRAFT_WORDS.done, DRAFT_WORDS.issue(1)));
  await officer.press(starting(DRAFT_WORDS.addAction));
  const background = SECTION_NAMES.background;
  await parent.write(background, BEGUN);
  await officer.fieldHolds(background, BEGUN);
  await Promise.all([
    officer.write(DRAFT_WORDS.actionWords, ACTION),
    parent.typeAt("start", background, BEFORE),
  ]);
  await Promise.all([
    parent.typeAt("start", background, "Today: "),
    officer.typeAt("end", background, AFTER),
  ]);
  const together = `Today: ${BEFORE}${BEGUN}${AFTER}`;
  await parent.fieldHolds(background, together);
  await officer.fieldHolds(background, together);
  await officer.tick(DRAFT_WORDS.agreed);
  await officer.page.getByLabel(DRAFT_WORDS.section, { exact: true }).selectOption(EHC_NAMES.F);
  await parent.sees(SAVE_WORDS.saved);
  await officer.sees(SAVE_WORDS.saved);
  await survey.look("agreement-action", officer);
}

/** The words cannot be fixed while an agreed action lacks a name or a day; it says which. */
export async function fixWords({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await mediator.open(PARTS_WORDS.agreement);
  await mediator.sees(ACTION);
  await mediator.press(PAPER_WORDS.freeze);
  await mediator.sees(REFUSAL_WORDS.actionNeedsOwner);
  await survey.look("not-yet-fixed", mediator);
  const owner = officer.page.getByLabel(DRAFT_WORDS.owner, { exact: true });
  await owner.selectOption("Priya Shah");
  await mediator.sees(REFUSAL_WORDS.actionNeedsOwner);
  await mediator.choiceIs(DRAFT_WORDS.owner, "Priya Shah");
  await mediator.press(PAPER_WORDS.freeze);
  await mediator.sees(REFUSAL_WORDS.actionNeedsDate);
  await officer.write(DRAFT_WORDS.due, DUE);
  await officer.sees(SAVE_WORDS.saved);
  await mediator.fieldHolds(DRAFT_WORDS.due, DUE);
  await mediator.press(PAPER_WORDS.freeze);
  await advocate.open(PARTS_WORDS.agreement);
  for (const visitor of [mediator, parent, advocate, officer]) {
    await visitor.sees(PAPER_WORDS.frozenFor);
    await visitor.sees(ACTION);
  }
  await survey.look("fixed-words", parent);
}
