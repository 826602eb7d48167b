/**
 * A private break: at any time, without a reason, alone, in quiet or with one's own people.
 * Nobody is asked, nobody can refuse it, and the mediator is never in it (ROOM-3, ROOM-15).
 */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import type { Asked } from "../core/asked.ts";
import { accept, type Decision, refuse } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isMediator, partySideOf, type PartySide, type Person } from "../core/people.ts";
import { type Meeting, peopleIn, placeOf, type Room, roomOf, roomsOf } from "./meeting.ts";
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

/** Whoever is of no side and here for nobody: a therapist, a SENCO of no party, an observer. */
export function isOfNoSide(state: CaseState, person: Person): boolean {
  return !isMediator(person) && servedSide(state, person) === null;
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
    const mine = other.supports === person || (side !== null && partySideOf(other) === side);
    return (mine || (noSide && isOfNoSide(state, other))) && placeOf(meeting, one) !== null;
  });
}

/** The room of this kind with the first of these people, made when it is first needed. */
function roomFor(
  story: Story,
  roomKind: "own" | "quiet" | "noSide",
  members: readonly PersonId[],
): RoomId | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const known = roomsOf(story.meeting).find(
    (room) => room.kind === roomKind && room.members.includes(first),
  );
  if (known !== undefined) return known.id;
  const room = story.context.newId("room");
  const { id: meeting } = story.meeting;
  tell(story, { kind: "roomPrepared", meeting, room, roomKind, side: null, members: [...members] });
  return room;
}

/** A break never lands with the mediator: who was let in makes room, and can knock again. */
function makeRoom(story: Story, state: CaseState, room: RoomId): void {
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

/** The ways this person can take a break: with one's people needs a room that is theirs. */
export function breakWays(state: CaseState, meeting: Meeting, person: Person): readonly BreakWay[] {
  const withPeople = sideRoomOf(meeting, person.id) !== undefined || isOfNoSide(state, person);
  return withPeople ? BREAK_WAYS : ["myself", "quiet"];
}

function sideRoomOf(meeting: Meeting, person: PersonId): Room | undefined {
  return roomsOf(meeting).find((room) => room.kind === "side" && room.members.includes(person));
}

function targetOf(story: Story, { state, meeting, person }: Asked, way: BreakWay) {
  switch (way) {
    case "myself":
      return roomFor(story, "own", [person.id]);
    case "quiet":
      return roomFor(story, "quiet", [person.id]);
    case "people": {
      const side = sideRoomOf(meeting, person.id);
      if (side !== undefined) return side.id;
      if (!isOfNoSide(state, person)) return undefined;
      const others = meeting.seats.filter((id) => {
        const one = state.people[id];
        return one !== undefined && one.id !== person.id && isOfNoSide(state, one);
      });
      return roomFor(story, "noSide", [person.id, ...others]);
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
