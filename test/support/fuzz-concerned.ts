/** Who is concerned by a step, and who must notice nothing of it (VIEW-4). */
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { PersonId, RoomId } from "#shared/core/ids.ts";
import { mixedRoomsInUse } from "#shared/meeting/chosen-rooms.ts";
import { homeOf, startsAtHome } from "#shared/meeting/homes.ts";
import { type Meeting, peopleIn, placeOf, roomOf, roomsOf } from "#shared/meeting/meeting.ts";
import type { CoreCase, Said, Who } from "./core-case.ts";
import { ownersTold } from "./fuzz-carry.ts";
import { deskOf, isSecret, peopleTold, roomsTold } from "./fuzz-desk.ts";
import { isForTwo, twoTold } from "./fuzz-side-lines.ts";

/** Acts that everybody in the joint room, or of a side, is meant to notice. */
export const NOTICED: readonly (Said["kind"] | "system")[] = [
  "setWriters",
  "setCurrentItem",
  "setStyle",
  "demandEncryption",
  "setNoContact",
  "setLock",
  "askTogether",
  "beginTogether",
  "endTogether",
  "pauseJointRoom",
  "resumeJointRoom",
  "resumeMeeting",
  "endMeeting",
  "planSitting",
  "signAgreement",
  "withdrawSignature",
  "reopenAgreement",
  "chooseName",
  "tellCompany",
  "system",
];

function jointOf(meeting: Meeting): string {
  return meeting.seats.filter((id) => placeOf(meeting, id)?.room === meeting.joint).join();
}
function insideOf(meeting: Meeting): string {
  return meeting.seats.filter((id) => placeOf(meeting, id) !== null).join();
}
/** Rooms that mix sides are named to everybody. */
function mixedOf({ state }: CoreCase, meeting: Meeting): string {
  const rooms = mixedRoomsInUse(state, meeting);
  return JSON.stringify(rooms.map(({ id }) => peopleIn(meeting, id)));
}
/** In shuttle style everybody sees who is in the room that they come back to. */
function isHome({ state }: CoreCase, meeting: Meeting, id: PersonId, room: RoomId): boolean {
  const person = state.people[id];
  if (person === undefined || !startsAtHome(state, meeting, person)) return false;
  return homeOf(meeting, person)?.id === room;
}
/** What is asked of this person, a knock at their room included. */
function asksOf(meeting: Meeting, id: PersonId): string {
  const room = placeOf(meeting, id)?.room;
  return JSON.stringify(
    meeting.asks.filter((ask) => (ask.kind !== "invitation" ? ask.room === room : ask.to === id)),
  );
}

/**
 * A step that leaves the joint room as it was is sent to nobody but those in the rooms that it
 * touched, those who were asked something, those waiting beside, and the mediator (VIEW-4).
 */
export function unconcerned(
  one: CoreCase,
  before: Meeting,
  actor: PersonId,
  events: readonly CaseEvent[],
): readonly Who[] {
  const { meeting } = one;
  const touched = new Set<string>();
  for (const event of events) {
    if ("room" in event) touched.add(event.room);
    if (!("person" in event) || isSecret([event])) continue;
    for (const now of [before, meeting]) touched.add(placeOf(now, event.person)?.room ?? "");
  }
  for (const room of roomsTold(meeting, events)) touched.add(room);
  if (!isSecret(events) && !isForTwo(events)) {
    for (const now of [before, meeting]) touched.add(placeOf(now, actor)?.room ?? "");
  }
  const waits = (id: PersonId) => meeting.attendance[id]?.stage.stage !== "in";
  const people = [
    ...events.flatMap((event) => ("person" in event ? [event.person] : [])),
    ...peopleTold(events),
    ...ownersTold(before, events),
    ...twoTold(before, events),
  ];
  return one.keys.filter((key) => {
    const id = one.id(key);
    if (key === "mediator" || id === actor || people.includes(id)) return false;
    if (asksOf(before, id) !== asksOf(meeting, id)) return false;
    if (deskOf(before, id) !== deskOf(meeting, id)) return false;
    // Whoever is invited sees who would be in the room with them.
    if (meeting.asks.some((ask) => touched.has(ask.room) && asksOf(meeting, id).includes(ask.id))) {
      return false;
    }
    if (waits(id) && people.some(waits)) return false;
    // A prepared room shows those it is for that it is there, and who is in it.
    const theirs = [before, meeting].flatMap((now) =>
      roomsOf(now).filter(
        (room) =>
          (room.kind === "chosen" && room.members.includes(id)) || isHome(one, now, id, room.id),
      ),
    );
    if (theirs.some((room) => touched.has(room.id))) return false;
    return ![before, meeting].some((now) => touched.has(roomOf(now, id)?.id ?? "-"));
  });
}

/** Nobody came to the joint room or left it, came or left, or met people of another side. */
export function looksTheSame(one: CoreCase, before: Meeting): boolean {
  const parts = [jointOf, insideOf, (now: Meeting) => mixedOf(one, now)];
  return parts.every((of) => of(before) === of(one.meeting));
}
