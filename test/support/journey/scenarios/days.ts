/** A joint day and a shuttle day, each from the first minute in the rooms to its end. */
import { CARRY_LIST_WORDS, CARRY_WORDS } from "../../../../client/words/en/carry.ts";
import { MEDIATOR_ROOM_WORDS, MEDIATOR_WORDS } from "../../../../client/words/en/mediator.ts";
import { OUTCOME_WORDS, TURN_WORDS } from "../../../../client/words/en/moderation.ts";
import {
  ASK_WORDS,
  BACK_WORDS,
  BAR_WORDS,
  BREAK_WORDS,
  PARTS_WORDS,
  PLACE_WORDS,
  STANDING_WORDS,
  STATE_WORDS,
  TILE_WORDS,
} from "../../../../client/words/en/room.ts";
import { gather } from "../gathering.ts";
import type { Stand } from "../stand.ts";
import { starting } from "../visitor.ts";
import { end, neverReads } from "./helpers.ts";

export async function jointDay(stand: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = stand.people;
  await gather(stand);
  for (const visitor of Object.values(stand.people)) await visitor.bandSays(PLACE_WORDS.joint);
  await parent.press(BAR_WORDS.cameraOn);
  await officer.watches(TILE_WORDS.pictureOf("Amara"));
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(MEDIATOR_WORDS.turnToSide(["Amara", "Dan"]));
  const turn = TURN_WORDS.others(["Amara", "Dan"]);
  await officer.sees(turn);
  await parent.sees(TURN_WORDS.mine);
  await stand.survey.look("joint-day-turn", officer);
  await parent.press(TURN_WORDS.done);
  await officer.seesNoMore(turn);
  await parent.press(BAR_WORDS.break);
  await parent.press(BREAK_WORDS.room);
  await parent.bandSays(/Only Dan can hear you/u);
  await officer.sees(STATE_WORDS.heldSide(["Amara", "Dan"]));
  await stand.survey.look("joint-day-held", mediator);
  for (const visitor of [parent, advocate]) {
    await visitor.press(BAR_WORDS.back);
    await visitor.press(BACK_WORDS.go);
    await visitor.bandSays(PLACE_WORDS.joint);
  }
  await officer.seesNoMore(STATE_WORDS.heldTitle);
  await end(stand, MEDIATOR_WORDS.endFinished, OUTCOME_WORDS.finished.title);
}

const POINT = "We could start in May.";

export async function shuttleDay(stand: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = stand.people;
  await gather(stand, ({ guest }) => guest.must({ kind: "setStyle", style: "shuttle" }));
  for (const visitor of [parent, advocate, officer]) await visitor.bandSays(PLACE_WORDS.side);
  await parent.bandSays(/Dan/u);
  await stand.survey.look("shuttle-own-room", parent);
  await parent.press(STANDING_WORDS.give("Sam"));
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(starting(MEDIATOR_ROOM_WORDS.goInTold.replaceAll(/[()]/gu, "\\$&")));
  await parent.sees(ASK_WORDS.comesIn("Sam"));
  await mediator.bandSays(PLACE_WORDS.side);
  await parent.bandSays(/Sam/u);
  await parent.write(CARRY_WORDS.label, POINT);
  await parent.page.getByLabel("The council", { exact: true }).check();
  await parent.press(CARRY_WORDS.write);
  await parent.press(starting(CARRY_WORDS.yes("Sam")));
  await parent.sees(CARRY_WORDS.may);
  await stand.survey.look("shuttle-carry", parent);
  await mediator.open(PARTS_WORDS.people);
  await neverReads(officer, POINT);
  await mediator.press(starting(MEDIATOR_WORDS.knock));
  await officer.press(ASK_WORDS.letIn("Sam"));
  await mediator.bandSays(/Priya/u);
  await mediator.press(starting(CARRY_LIST_WORDS.tell));
  await officer.sees(POINT);
  await stand.survey.look("shuttle-told", officer);
  await end(stand, MEDIATOR_WORDS.endNoAgreement, OUTCOME_WORDS.noAgreement.title);
}
