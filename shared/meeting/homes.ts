/**
 * Whose people somebody is one of, and so which room is theirs: their side's, that of the one
 * whom they support, or that of the people of no side.
 */
import type { CaseState } from "../case/case.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isMediator, partySideOf, type PartySide, type Person } from "../core/people.ts";
import { areApart, isKeptApart } from "../case/no-contact.ts";
import { type Meeting, type Room, roomsOf } from "./meeting.ts";
import { type Story, tell } from "./story.ts";

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

/** The room of this kind with the first of these people, made when it is first needed. */
export function roomFor(
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

export function sideRoomOf(meeting: Meeting, person: PersonId): Room | undefined {
  return roomsOf(meeting).find((room) => room.kind === "side" && room.members.includes(person));
}

/** The room of all people of no side, of whom this is one. */
export function roomOfNoSide(story: Story, state: CaseState, person: PersonId): RoomId | undefined {
  const others = story.meeting.seats.filter((id) => {
    const one = state.people[id];
    const mine = one !== undefined && id !== person && isOfNoSide(state, one);
    return mine && !areApart(state.people, person, id);
  });
  return roomFor(story, "noSide", [person, ...others]);
}

/** In shuttle style: the room somebody arrives in and comes back to; undefined before it is made. */
export function homeOf(meeting: Meeting, person: Person): Room | undefined {
  const { id, supports } = person;
  const theirs =
    sideRoomOf(meeting, id) ?? (supports === null ? undefined : sideRoomOf(meeting, supports));
  const alone = isMediator(person) || person.noContact.length > 0;
  const kind = alone ? "own" : "noSide";
  return theirs ?? roomsOf(meeting).find((room) => room.kind === kind && room.members.includes(id));
}

/** Whether somebody starts in their own room: in shuttle style, or kept apart from another. */
export function startsAtHome(state: CaseState, { style }: Meeting, person: Person): boolean {
  return style === "shuttle" || isKeptApart(state.people, person);
}

/** Where somebody comes in (ROOM-21, APART-1). */
export function arrivalRoom(story: Story, state: CaseState, person: Person): RoomId {
  const { joint } = story.meeting;
  if (!startsAtHome(state, story.meeting, person)) return joint;
  const home = homeOf(story.meeting, person)?.id;
  const made =
    isMediator(person) || person.noContact.length > 0
      ? () => roomFor(story, "own", [person.id])
      : () => roomOfNoSide(story, state, person.id);
  return home ?? made() ?? joint;
}
