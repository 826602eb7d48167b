/**
 * Which sides are wholly away from the joint room, and whether the joint session runs. One
 * answer for the hold of the sound, the joint documents and what the mediator is reminded of.
 */
import type { PersonId, RoomId } from "../core/ids.ts";
import {
  isMediator,
  isParty,
  PARTY_SIDES,
  type PartySide,
  type Person,
  sideOf,
} from "../core/people.ts";
import { type Meeting, peopleIn, roomOf } from "./meeting.ts";

export type People = Readonly<Record<PersonId, Person>>;

/** Sides with party people in the meeting, none of whom is in the joint room. */
export function sidesAway(people: People, meeting: Meeting): readonly PartySide[] {
  const parties = meeting.seats.flatMap((id) => {
    const person = people[id];
    const room = roomOf(meeting, id);
    if (person === undefined || room === null || !isParty(person)) return [];
    return [{ side: sideOf(person), joint: room.kind === "joint" }];
  });
  return PARTY_SIDES.filter((side) => {
    const own = parties.filter((one) => one.side === side);
    return own.length > 0 && own.every(({ joint }) => !joint);
  });
}

export function mediatorIn(people: People, meeting: Meeting, room: RoomId): boolean {
  return peopleIn(meeting, room).some((id) => {
    const person = people[id];
    return person !== undefined && isMediator(person);
  });
}

/** Whether people talk in the joint room: not paused, no sound held, and not alone. */
export function jointRuns(people: People, meeting: Meeting): boolean {
  const { paused, joint } = meeting;
  if (paused || peopleIn(meeting, joint).length < 2) return false;
  return mediatorIn(people, meeting, joint) && sidesAway(people, meeting).length === 0;
}
