/**
 * What the committed state of the cases wants of the video server: rooms, who may be in them, and
 * whose each of them is.
 */
import { type CaseState, meetingOf } from "#shared/case/case.ts";
import type { CaseId, EarId, MeetingId, OpeningId, PersonId, RoomId } from "#shared/core/ids.ts";
import { isLeftOut } from "#shared/meeting/encryption.ts";
import { type Meeting, roomsOf } from "#shared/meeting/meeting.ts";
import {
  openingsOf,
  openRooms,
  type VideoGrant,
  videoGrants,
} from "#shared/meeting/video-grant.ts";

import type { CaseBook } from "./case-book.ts";
import type { WantedRoom } from "./ports.ts";
import type { PresenceBoard } from "./presence.ts";

type Plain = ReadonlySet<PersonId>;

/**
 * Ears that nobody may be now: a replaced link takes the ear away, and so does a browser that
 * cannot encrypt where that is demanded.
 */
function unusedEars(state: CaseState, meeting: Meeting, plain: Plain): ReadonlySet<EarId> {
  const ears = meeting.seats.flatMap((person) => {
    const seatless = state.people[person]?.seat === null;
    const unused = seatless || isLeftOut(meeting, plain, person);
    return unused ? videoGrants(state, meeting, person) : [];
  });
  return new Set(ears.map(({ ear }) => ear));
}

function wantedIn(state: CaseState, plain: Plain): readonly WantedRoom[] {
  return Object.values(state.meetings).flatMap((meeting) => {
    const unused = unusedEars(state, meeting, plain);
    return openRooms(state, meeting).map(({ opening, grants }): WantedRoom => {
      const people = grants.filter(({ ear }) => !unused.has(ear));
      return { opening, people: people.map(({ ear, sending }) => ({ ear, sources: sending })) };
    });
  });
}

/** What all cases want of the video server now. */
export function wantedRooms(
  book: CaseBook,
  presence: PresenceBoard,
): ReadonlyMap<OpeningId, WantedRoom> {
  const all = book.knownCases().flatMap((caseId) => {
    const state = book.known(caseId)?.state;
    return state === undefined ? [] : wantedIn(state, presence.of(caseId).plain);
  });
  return new Map(all.map((room) => [room.opening, room]));
}

export function openingsIn(state: CaseState | null): readonly OpeningId[] {
  return Object.values(state?.meetings ?? {}).flatMap(openingsOf);
}

type OpeningPlace = {
  readonly caseId: CaseId;
  readonly meeting: MeetingId;
  /** Null for a side line. */
  readonly room: RoomId | null;
};

/** Where an opening stands; null when no case has it any more. */
export function whoseOpening(book: CaseBook, opening: OpeningId): OpeningPlace | null {
  for (const caseId of book.knownCases()) {
    for (const meeting of Object.values(book.known(caseId)?.state.meetings ?? {})) {
      if (!openingsOf(meeting).includes(opening)) continue;
      const room = roomsOf(meeting).find((one) => one.opening === opening);
      return { caseId, meeting: meeting.id, room: room?.id ?? null };
    }
  }
  return null;
}

/** Everything that somebody's browser may be in, in the meeting they are asked to. */
export function grantsIn(state: CaseState, person: PersonId, plain: Plain): readonly VideoGrant[] {
  const meeting = meetingOf(state, person);
  if (meeting === null || isLeftOut(meeting, plain, person)) return [];
  return videoGrants(state, meeting, person);
}
