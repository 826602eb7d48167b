/** A parent and her advocate on one phone: two links in one browser, two people in the meeting. */
import {
  BACK_WORDS,
  BAR_WORDS,
  BREAK_WORDS,
  PLACE_WORDS,
  TILE_WORDS,
} from "../../../../client/words/en/room.ts";
import { arrive, letIn, open, show } from "../gathering.ts";
import type { Stand } from "../stand.ts";

export async function onePhone(stand: Stand): Promise<void> {
  const { mediator, parent, officer } = stand.people;
  const dan = await stand.another("Dan", parent);
  const lead = await open(stand, mediator, "mediator");
  const others = [
    await open(stand, parent, "parent", "Dan"),
    await open(stand, dan, "advocate", "Amara"),
    await open(stand, officer, "LA officer"),
  ];
  await arrive(lead);
  for (const one of others) await arrive(one);
  await letIn(lead, others);
  for (const one of [lead, ...others]) await show(stand, one);
  for (const visitor of [parent, dan, officer]) await visitor.bandSays(PLACE_WORDS.joint);
  await officer.bandSays(/Amara \(with Dan\)/u);
  await officer.bandSays(/Dan \(with Amara\)/u);
  await parent.press(BAR_WORDS.microphoneOn);
  await officer.sees(TILE_WORDS.microphoneOn);
  await stand.survey.look("one-phone", parent);
  await stand.survey.look("one-phone-seen", officer);
  await parent.press(BAR_WORDS.break);
  await parent.press(BREAK_WORDS.room);
  for (const visitor of [parent, dan]) await visitor.bandSays(PLACE_WORDS.side);
  for (const visitor of [parent, dan]) {
    await visitor.press(BAR_WORDS.back);
    await visitor.press(BACK_WORDS.go);
    await visitor.bandSays(PLACE_WORDS.joint);
  }
}
