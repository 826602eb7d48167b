/**
 * A private break: at any time, without a reason, alone, in quiet or with one's own people.
 * Nobody is asked, nobody can refuse it, and the mediator is never in it (ROOM-3, ROOM-15).
 */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { areApart } from "../case/no-contact.ts";
import type { Asked } from "../core/asked.ts";
import { accept, type Decision, refuse } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isChild, isMediator, partySideOf, type Person } from "../core/people.ts";
import { isOfNoSide, roomFor, roomOfNoSide, sideRoomOf } from "./homes.ts";
import { type Meeting, peopleIn, placeOf, roomOf } from "./meeting.ts";
import { moveTo, startStory, type Story, tell } from "./story.ts";

/** Those here for this person: they agreed to come along at once. */
export function linkedTo(
  state: CaseState,
  meeting: Meeting,
  person: PersonId,
): readonly PersonId[] {
  const room = roomOf(meeting, person);
  if (room === null) return [];
  return peopleIn(meeting, room.id).filter((one) => state.people[one]?.supports === person);
}

/** One's own people in the meeting who do not come along at once: they are asked, never moved. */
export function peopleToAsk(
  state: CaseState,
  meeting: Meeting,
  person: PersonId,
): readonly PersonId[] {
  const me = state.people[person];
  const side = me === undefined ? null : partySideOf(me);
  const along = linkedTo(state, meeting, person);
  const noSide = me !== undefined && isOfNoSide(state, me);
  return meeting.seats.filter((one) => {
    const other = state.people[one];
    if (other === undefined || one === person || along.includes(one)) return false;
    // A child guest is asked nothing: they go with their own adult (CHILD-7).
    if (areApart(state.people, person, one) || isChild(other)) return false;
    const mine = other.supports === person || (side !== null && partySideOf(other) === side);
    return (mine || (noSide && isOfNoSide(state, other))) && placeOf(meeting, one) !== null;
  });
}

/** A break never lands with the mediator: who was let in makes room, and can knock again. */
export function makeRoom(story: Story, state: CaseState, room: RoomId): void {
  for (const person of peopleIn(story.meeting, room)) {
    const one = state.people[person];
    if (one === undefined || !isMediator(one)) continue;
    const to = roomFor(story, "own", [person]);
    if (to === undefined) continue;
    moveTo(story, { person, to, because: "gaveWay", wishes: null, together: [] });
  }
}

export const BREAK_WAYS = ["myself", "people", "quiet"] as const;
export type BreakWay = (typeof BREAK_WAYS)[number];

/** People of no side share a room, but for one who must not meet another. */
function hasCompany(state: CaseState, person: Person): boolean {
  return isOfNoSide(state, person) && person.noContact.length === 0;
}

/** The ways this person can take a break: with one's people needs a room that is theirs. */
export function breakWays(state: CaseState, meeting: Meeting, person: Person): readonly BreakWay[] {
  if (isChild(person)) return ["quiet"];
  const withPeople = sideRoomOf(meeting, person.id) !== undefined || hasCompany(state, person);
  return withPeople ? BREAK_WAYS : ["myself", "quiet"];
}

function targetOf(story: Story, { state, meeting, person }: Asked, way: BreakWay) {
  if (!breakWays(state, meeting, person).includes(way)) return undefined;
  switch (way) {
    case "myself":
      return roomFor(story, "own", [person.id]);
    case "quiet":
      return roomFor(story, "quiet", [person.id]);
    case "people": {
      const side = sideRoomOf(meeting, person.id);
      if (side !== undefined) return side.id;
      return hasCompany(state, person) ? roomOfNoSide(story, state, person.id) : undefined;
    }
  }
}

/** A break: at once, without asking, alone, in quiet, or with those who came along for them. */
export function decideBreak(asked: Asked, way: BreakWay): Decision<CaseEvent> {
  const { state, meeting, person, context } = asked;
  const story = startStory(meeting, context);
  const target = targetOf(story, asked, way);
  if (target === undefined) return refuse("noRoomOfYourOwn");
  if (!isMediator(person)) makeRoom(story, state, target);
  const along = way === "people" ? linkedTo(state, meeting, person.id) : [];
  const called = way === "people" ? peopleToAsk(state, meeting, person.id) : [];
  const movers = [person.id, ...along];
  for (const mover of movers) {
    const because = mover === person.id ? "break" : "wentAlong";
    moveTo(story, { person: mover, to: target, because, wishes: null, together: movers });
  }
  for (const other of called) {
    if (roomOf(meeting, other)?.id === target) continue;
    const id = context.newId("ask");
    tell(story, { kind: "invited", meeting: meeting.id, ask: id, room: target, person: other });
  }
  return accept<CaseEvent>(...story.events);
}
