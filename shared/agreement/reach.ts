/**
 * Whom a frozen or sealed text is for: whoever is in the sitting, and whoever was in the one in
 * which it was frozen, also when the case has gone on since (SIGN-9, MEET-5).
 */
import { agreementOf, type CaseState } from "../case/case.ts";
import type { PersonId } from "../core/ids.ts";
import { isChild } from "../core/people.ts";
import { isFoldedFor } from "../meeting/evolve-children.ts";
import { attendanceOf, type Meeting } from "../meeting/meeting.ts";
import { type Agreement, frozenOf } from "./agreement.ts";

/** Let in while it lasts; after its end: in it to the end. */
function isInside(meeting: Meeting, id: PersonId): boolean {
  const { stage } = attendanceOf(meeting, id).stage;
  return meeting.status === "open" ? stage === "in" : stage === "left";
}

function wasAtFreeze(state: CaseState, { frozenIn }: Agreement, id: PersonId): boolean {
  const meeting = frozenIn === null ? undefined : state.meetings[frozenIn];
  return meeting !== undefined && isInside(meeting, id);
}

/** A child guest reads no papers, and nobody does while a child is in their room (CHILD-3). */
function readsPapers(state: CaseState, meeting: Meeting, id: PersonId): boolean {
  const reader = state.people[id];
  return reader !== undefined && !isChild(reader) && !isFoldedFor(meeting, id);
}

/** Whether this person may know how far the sitting's agreement is, and sign it when asked to. */
export function reachesAgreement(state: CaseState, meeting: Meeting, id: PersonId): boolean {
  if (!readsPapers(state, meeting, id)) return false;
  if (isInside(meeting, id)) return true;
  const agreement = agreementOf(state, meeting.id);
  const out = attendanceOf(meeting, id).stage.stage === "out";
  if (out || agreement === null || frozenOf(agreement) === null) return false;
  return wasAtFreeze(state, agreement, id);
}

/** Sealed agreements of the case besides that of this sitting, for whoever was there. */
export function earlierAgreements(
  state: CaseState,
  meeting: Meeting,
  id: PersonId,
): readonly Agreement[] {
  const now = agreementOf(state, meeting.id)?.id;
  const out = attendanceOf(meeting, id).stage.stage === "out";
  if (out || !readsPapers(state, meeting, id)) return [];
  return Object.values(state.agreements).filter(
    (one) => one.id !== now && one.stage.stage === "sealed" && wasAtFreeze(state, one, id),
  );
}
