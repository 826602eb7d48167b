/**
 * Which video rooms, sending what? The one answer that the gate, the reconciler and the view all
 * use: somebody's place, and beside it their side lines, each an opening and an ear of its own. No grant exists before somebody is in a room (VIDEO-1), while the joint room is paused,
 * or after the end.
 */
import type { CaseState } from "../case/case.ts";
import type { EarId, OpeningId, PersonId } from "../core/ids.ts";
import { isMediator, type Person } from "../core/people.ts";
import { mixesSides } from "./chosen-rooms.ts";
import { type Meeting, peopleIn, placeOf, type Room, roomOf, roomsOf } from "./meeting.ts";
import { isUnattended, turnHolds } from "./moderation-state.ts";
import { type Line, linesOf, runningWhisper } from "./side-line-state.ts";
import { sidesAway } from "./sides-away.ts";

export type Sending = "microphone" | "camera";

export type VideoGrant = {
  readonly opening: OpeningId;
  readonly ear: EarId;
  readonly sending: readonly Sending[];
  /** Counts the keys of this opening: another one for each who left it (VIDEO-53). */
  readonly keyTurn: number;
};

/** A mediator with a page, as far as the log knows. */
function attends({ moderation }: Meeting, person: Person): boolean {
  return isMediator(person) && !isUnattended(moderation, person.id);
}

/**
 * Why the joint room's sound is held: a whole side that is in the meeting is away from it
 * (ROOM-7), or every mediator is (ROOM-11, MOD-20), and parties are not left alone with each other.
 */
function heldBecause(state: CaseState, meeting: Meeting): "sideAway" | "mediatorAway" | null {
  if (sidesAway(state.people, meeting).length > 0) return "sideAway";
  const inside = peopleIn(meeting, meeting.joint).flatMap((id) => state.people[id] ?? []);
  const mediatorHere = inside.some((one) => attends(meeting, one));
  return mediatorHere ? null : "mediatorAway";
}

/** Why nobody's sound goes out in this room, null when it does. */
export function heldIn(
  state: CaseState,
  meeting: Meeting,
  room: Room,
): "sideAway" | "mediatorAway" | null {
  if (room.kind === "joint") return heldBecause(state, meeting);
  if (!mixesSides(state, room)) return null;
  const inside = peopleIn(meeting, room.id).flatMap((id) => state.people[id] ?? []);
  return inside.some((one) => attends(meeting, one)) ? null : "mediatorAway";
}

/** What somebody may be in and send by their place. */
export function videoGrant(
  state: CaseState,
  meeting: Meeting,
  person: PersonId,
): VideoGrant | null {
  const place = placeOf(meeting, person);
  const room = roomOf(meeting, person);
  if (meeting.status !== "open" || place === null || room?.opening == null) return null;
  const one = state.people[person];
  const inTurn = one !== undefined && turnHolds(meeting.moderation.turn, one);
  const elsewhere = inTurn || runningWhisper(meeting, person) !== null;
  const held = (room.kind === "joint" && elsewhere) || heldIn(state, meeting, room) !== null;
  return {
    opening: room.opening,
    ear: place.ear,
    sending: held ? ["camera"] : ["microphone", "camera"],
    keyTurn: room.departures,
  };
}

/** What somebody may be in and send on one side line; null when they are not on it. */
export function lineGrant(
  { opening, ears, departures }: Line,
  person: PersonId,
): VideoGrant | null {
  const ear = ears[person];
  return ear === undefined ? null : { opening, ear, sending: ["microphone"], keyTurn: departures };
}

/** Everything that somebody may be in: their place first, when it has an opening. */
export function videoGrants(
  state: CaseState,
  meeting: Meeting,
  person: PersonId,
): readonly VideoGrant[] {
  const place = videoGrant(state, meeting, person);
  const lines = linesOf(meeting).flatMap((line) => lineGrant(line, person) ?? []);
  return place === null ? lines : [place, ...lines];
}

/** Every opening of the meeting that there is now. */
export function openingsOf(meeting: Meeting): readonly OpeningId[] {
  const rooms = roomsOf(meeting).flatMap(({ opening }) => opening ?? []);
  return [...rooms, ...linesOf(meeting).map(({ opening }) => opening)];
}

export type OpenRoom = { readonly opening: OpeningId; readonly grants: readonly VideoGrant[] };

/** All openings of a meeting with everybody who may be in them: what the reconciler enforces. */
export function openRooms(state: CaseState, meeting: Meeting): readonly OpenRoom[] {
  if (meeting.status !== "open") return [];
  const all = meeting.seats.flatMap((person) => videoGrants(state, meeting, person));
  return openingsOf(meeting).map((opening) => ({
    opening,
    grants: all.filter((grant) => grant.opening === opening),
  }));
}
