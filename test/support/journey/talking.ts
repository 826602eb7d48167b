/** The walk in the rooms: a hand, a muted microphone, a private break, a knock, the way back. */
import { NOTES_WORDS, SAVE_WORDS } from "../../../client/words/en/draft.ts";
import { MEDIATOR_WORDS } from "../../../client/words/en/mediator.ts";
import {
  ASK_WORDS,
  BACK_WORDS,
  BAR_WORDS,
  BREAK_WORDS,
  PARTS_WORDS,
  PLACE_WORDS,
  STATE_WORDS,
  TILE_WORDS,
} from "../../../client/words/en/room.ts";
import type { Stand } from "./stand.ts";
import { starting } from "./visitor.ts";

const AMARA = PLACE_WORDS.withCompany("Amara", "my sister Ann");
const NOTE = "We want a named person at school.";

/** Hands go up in order; the mediator turns a microphone off, and the person is told by whom. */
export async function talk({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await parent.press(BAR_WORDS.raise);
  await officer.sees(TILE_WORDS.hand(1));
  await advocate.press(BAR_WORDS.raise);
  await mediator.sees(TILE_WORDS.hand(2));
  await mediator.open(PARTS_WORDS.people);
  await mediator.press(MEDIATOR_WORDS.actions("Priya"));
  const list = mediator.find("region", PARTS_WORDS.people);
  await mediator.press(MEDIATOR_WORDS.mute("Priya"), list);
  await officer.sees(STATE_WORDS.mutedBy("Sam"));
  await survey.look("hands-and-muted", officer);
  await survey.look("mediator-people", mediator);
  await officer.press(STATE_WORDS.fine);
  await officer.press(BAR_WORDS.microphoneOn);
  await officer.find("button", BAR_WORDS.microphoneOff).waitFor();
  await parent.press(BAR_WORDS.lower);
  await advocate.press(BAR_WORDS.lower);
  await mediator.seesNoMore(TILE_WORDS.hand(1));
}

/** A parent leaves with her people; the others see no more than that, and the sound is held. */
export async function takeBreak({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await parent.press(BAR_WORDS.break);
  await parent.sees(BREAK_WORDS.goAlong(["Dan"]));
  await survey.look("break-dialog", parent);
  await parent.press(BREAK_WORDS.room);
  await parent.bandSays(PLACE_WORDS.side);
  await parent.bandSays(PLACE_WORDS.hears(["Dan"], true));
  await advocate.bandSays(PLACE_WORDS.hears([AMARA], true));
  for (const visitor of [mediator, officer]) {
    await visitor.bandSays(PLACE_WORDS.held);
  }
  await mediator.sees(STATE_WORDS.heldSideMediator(["Amara", "Dan"]));
  await officer.sees(STATE_WORDS.heldSide(["Amara", "Dan"]));
  await officer.sees(BAR_WORDS.noSendHeld);
  await advocate.watches(TILE_WORDS.pictureOf("Amara"));
  await survey.look("private-room", parent);
  await survey.look("joint-room-held", officer);
}

/** The family's notes are there for both at once, and after a reload in the same room. */
export async function writeNotes({ people, survey }: Stand): Promise<void> {
  const { parent, advocate } = people;
  await parent.open(PARTS_WORDS.notes);
  await parent.write(NOTES_WORDS.side, NOTE);
  await parent.sees(SAVE_WORDS.saved);
  await survey.look("notes", parent);
  await advocate.open(PARTS_WORDS.notes);
  await advocate.fieldHolds(NOTES_WORDS.side, NOTE);
  await advocate.page.reload();
  await advocate.bandSays(PLACE_WORDS.side);
  await parent.bandSays(PLACE_WORDS.hears(["Dan"], true));
  await advocate.watches(TILE_WORDS.pictureOf("Amara"));
  await advocate.open(PARTS_WORDS.notes);
  await advocate.fieldHolds(NOTES_WORDS.side, NOTE);
}

/** The mediator knocks, is let in, and shares a page that begins empty. */
export async function knock({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, officer } = people;
  await mediator.press(starting(MEDIATOR_WORDS.knock));
  await mediator.sees(MEDIATOR_WORDS.knocked);
  await parent.open(PARTS_WORDS.room);
  await parent.sees(ASK_WORDS.knock("Sam"));
  await survey.look("knock", parent);
  await parent.press(ASK_WORDS.letIn("Sam"));
  await mediator.bandSays(PLACE_WORDS.side);
  await parent.sees("Sam");
  await parent.bandSays(/Sam/u);
  await mediator.open(PARTS_WORDS.notes);
  await mediator.fieldHolds(NOTES_WORDS.guest(["Amara", "Dan"]), "");
  await survey.look("mediator-in-private-room", mediator);
  await officer.bandSays(PLACE_WORDS.joint);
}

/** Everybody goes back by one press, after the line that says to whom. */
export async function goBack({ people, survey }: Stand): Promise<void> {
  const { mediator, parent, advocate, officer } = people;
  await mediator.press(BAR_WORDS.back);
  await mediator.sees(BACK_WORDS.rejoin(["Priya (council)"]));
  await mediator.press(BACK_WORDS.go);
  await mediator.bandSays(PLACE_WORDS.joint);
  await parent.press(BAR_WORDS.back);
  await parent.sees(BACK_WORDS.rejoin(["Sam (mediator)", "Priya (council)"]));
  await parent.tick(BACK_WORDS.microphone);
  await survey.look("go-back", parent);
  await parent.press(BACK_WORDS.go);
  await parent.bandSays(PLACE_WORDS.hears(["Sam", "Priya"], false));
  await advocate.press(BAR_WORDS.back);
  await advocate.press(BACK_WORDS.go);
  await advocate.bandSays(PLACE_WORDS.joint);
  await officer.seesNoMore(STATE_WORDS.heldTitle);
  await officer.bandSays(/Sam, Amara \(with my sister Ann\) and Dan/u);
}
