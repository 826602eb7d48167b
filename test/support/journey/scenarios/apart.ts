/** Two separated parents who must not meet, and a disclosure in a private room. */
import { TOGETHER_WORDS } from "../../../../client/words/en/apart.ts";
import {
  APART_WORDS,
  MEDIATOR_ROOM_WORDS,
  MEDIATOR_WORDS,
} from "../../../../client/words/en/mediator.ts";
import { OUTCOME_WORDS } from "../../../../client/words/en/moderation.ts";
import {
  ASK_WORDS,
  BACK_WORDS,
  BAR_WORDS,
  BREAK_WORDS,
  PARTS_WORDS,
  PLACE_WORDS,
} from "../../../../client/words/en/room.ts";
import { arrive, gather, letIn, open, show } from "../gathering.ts";
import type { Stand } from "../stand.ts";
import { starting } from "../visitor.ts";
import { end, neverReads } from "./helpers.ts";

const PART = "The plan for autumn";

/** Neither learns of the other, but for a part that each chose; either can stop it at once. */
export async function separatedParents(stand: Stand): Promise<void> {
  const { mediator, parent } = stand.people;
  const tunde = await stand.another("Tunde");
  const lead = await open(stand, mediator, "mediator");
  const [one, other] = [
    await open(stand, parent, "parent"),
    await open(stand, tunde, "second parent"),
  ];
  await arrive(lead);
  for (const comer of [one, other]) comer.guest.connect();
  await Promise.all([one, other].map(({ guest }) => guest.until(() => true)));
  const people: [typeof one.guest.me.id, typeof one.guest.me.id] = [
    one.guest.me.id,
    other.guest.me.id,
  ];
  await lead.guest.must({ kind: "setNoContact", people, on: true });
  for (const comer of [one, other]) comer.guest.leave();
  for (const comer of [one, other]) await arrive(comer);
  await letIn(lead, [one, other]);
  for (const comer of [lead, one, other]) await show(stand, comer);
  for (const visitor of [parent, tunde]) await visitor.bandSays(PLACE_WORDS.side);
  await stand.survey.look("apart-own-room", parent);
  await mediator.open(PARTS_WORDS.people);
  await mediator.sees("Amara and Tunde");
  await mediator.write(new RegExp(`^${APART_WORDS.part}`.replaceAll("?", "\\?"), "u"), PART);
  await mediator.press(starting(APART_WORDS.ask));
  await stand.survey.look("apart-mediator", mediator);
  // By the name they were invited with: neither is told what the other is called today.
  await parent.sees(TOGETHER_WORDS.question("Tunde Bello"));
  await parent.press(TOGETHER_WORDS.yes);
  await tunde.sees(TOGETHER_WORDS.question("Amara Bello"));
  await neverReads(tunde, TOGETHER_WORDS.saidYes);
  await tunde.press(TOGETHER_WORDS.yes);
  await mediator.press(starting(APART_WORDS.begin));
  for (const visitor of [parent, tunde]) {
    await visitor.press(BAR_WORDS.back);
    await visitor.press(BACK_WORDS.go);
    await visitor.bandSays(PLACE_WORDS.joint);
  }
  await parent.bandSays(/Tunde/u);
  await stand.survey.look("apart-together", tunde);
  await tunde.press(TOGETHER_WORDS.stop);
  for (const visitor of [parent, tunde]) await visitor.bandSays(PLACE_WORDS.side);
  await neverReads(parent, TOGETHER_WORDS.runningHint);
}

/** The mediator comes in at once, told in that room only. */
export async function disclosure(stand: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = stand.people;
  await gather(stand);
  await parent.press(BAR_WORDS.break);
  await parent.press(BREAK_WORDS.start);
  await parent.bandSays(PLACE_WORDS.own);
  await parent.bandSays(PLACE_WORDS.alone);
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(starting(MEDIATOR_ROOM_WORDS.safety));
  await mediator.page.getByLabel(MEDIATOR_ROOM_WORDS.safetyReasons[0].label).check();
  await stand.survey.look("safety-dialog", mediator);
  await mediator.press(MEDIATOR_ROOM_WORDS.safetyGo);
  await parent.sees(ASK_WORDS.comesForSafety("Sam"));
  await stand.survey.look("safety-told", parent);
  for (const visitor of [advocate, officer]) {
    await neverReads(visitor, ASK_WORDS.safety);
    await neverReads(visitor, ASK_WORDS.comesForSafety("Sam"));
  }
  await parent.bandSays(/Only Sam can hear you/u);
  await officer.bandSays(PLACE_WORDS.joint);
  await end(stand, MEDIATOR_WORDS.endStopped, OUTCOME_WORDS.stopped.title);
}
