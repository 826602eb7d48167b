/**
 * A private break: at any time, without a reason, alone or with one's own people. Nobody is
 * asked, nobody can refuse it, and the mediator is never in it (ROOM-3).
 */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import type { Asked } from "../core/asked.ts";
import { accept, type Decision, refuse } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isMediator, partySideOf, type PartySide, type Person } from "../core/people.ts";
import { type Meeting, peopleIn, placeOf, roomOf, roomsOf } from "./meeting.ts";
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

/** The party side a person is here for: their own, or that of the one whom they support. */
export function servedSide(state: CaseState, person: Person): PartySide | null {
  const own = partySideOf(person);
  if (own !== null || person.supports === null) return own;
  const whom = state.people[person.supports];
  return whom === undefined ? null : partySideOf(whom);
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
  return meeting.seats.filter((one) => {
    const other = state.people[one];
    if (other === undefined || one === person || along.includes(one)) return false;
    const mine = other.supports === person || (side !== null && partySideOf(other) === side);
    return mine && placeOf(meeting, one) !== null;
  });
}

function ownRoom(story: Story, person: PersonId): RoomId {
  const known = roomsOf(story.meeting).find(
    (room) => room.kind === "own" && room.members.includes(person),
  );
  if (known !== undefined) return known.id;
  const room = story.context.newId("room");
  const { id } = story.meeting;
  tell(story, {
    kind: "roomPrepared",
    meeting: id,
    room,
    roomKind: "own",
    side: null,
    members: [person],
  });
  return room;
}

/** A break never lands with the mediator: who was let in makes room, and can knock again. */
function makeRoom(story: Story, state: CaseState, room: RoomId): void {
  for (const person of peopleIn(story.meeting, room)) {
    const one = state.people[person];
    if (one === undefined || !isMediator(one)) continue;
    const to = ownRoom(story, person);
    moveTo(story, { person, to, because: "gaveWay", wishes: null, together: [] });
  }
}

/** A party's break: at once, without asking, alone or with those who came along for them. */
export function decideBreak(
  { state, meeting, person, context }: Asked,
  way: "myself" | "people",
): Decision<CaseEvent> {
  const story = startStory(meeting, context);
  const side = roomsOf(meeting).find(
    (room) => room.kind === "side" && room.members.includes(person.id),
  );
  const target = way === "myself" ? ownRoom(story, person.id) : side?.id;
  if (target === undefined) return refuse("noRoomOfYourOwn");
  makeRoom(story, state, target);
  const along = way === "myself" ? [] : linkedTo(state, meeting, person.id);
  const asked = way === "myself" ? [] : peopleToAsk(state, meeting, person.id);
  const movers = [person.id, ...along];
  for (const mover of movers) {
    const because = mover === person.id ? "break" : "wentAlong";
    moveTo(story, { person: mover, to: target, because, wishes: null, together: movers });
  }
  for (const other of asked) {
    if (roomOf(meeting, other)?.id === target) continue;
    const id = context.newId("ask");
    tell(story, { kind: "invited", meeting: meeting.id, ask: id, room: target, person: other });
  }
  return accept<CaseEvent>(...story.events);
}
