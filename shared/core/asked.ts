/** What a decider of a meeting is asked with: the case, its meeting, the person who commands. */
import { type CaseState, personOf } from "../case/case.ts";
import type { Meeting } from "../meeting/meeting.ts";
import { type Context, refuse, type Refusal } from "./decider.ts";
import type { MeetingId } from "./ids.ts";
import type { Person } from "./people.ts";
import { type Ability, isLockedOut, may } from "./permissions.ts";

export type Asked = {
  readonly state: CaseState;
  readonly meeting: Meeting;
  readonly person: Person;
  readonly context: Context;
};

/** Finds the meeting and the commanding person, or says no; then asks the permission table. */
export function ask(
  state: CaseState,
  target: MeetingId,
  ability: Ability,
  context: Context,
): { readonly ok: true; readonly asked: Asked } | Refusal {
  const meeting = state.meetings[target];
  const person = context.actor === "system" ? null : personOf(state, context.actor);
  if (meeting === undefined || person === null || !meeting.seats.includes(person.id)) {
    return refuse("notFound");
  }
  const afterwards = ability === "signAgreement" || ability === "planSitting";
  if (meeting.status === "ended" && !afterwards) return refuse("meetingOver");
  if (!may(ability, { state, meeting, person })) {
    return refuse(isLockedOut(ability, { state, meeting, person }) ? "locked" : "notYou");
  }
  return { ok: true, asked: { state, meeting, person, context } };
}
