/** A meeting as it is planned: a room and a notebook for each side, or for each flagged person. */
import { type CaseState, evolve } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { groupsOf } from "../case/no-contact.ts";
import type { Context } from "../core/decider.ts";
import type { MeetingId, PersonId } from "../core/ids.ts";
import { PARTY_SIDES, partySideOf } from "../core/people.ts";
import type { MeetingEvent } from "./meeting-events.ts";
import type { SettingsInForce } from "./settings.ts";
import { labelOf, settingsTaken } from "./take-settings.ts";

type Planned = Extract<MeetingEvent, { kind: "meetingPlanned" }>;

/** Rooms for the sides of these people; nobody shares one with whom they must not meet. */
function sideRoomsFor(
  state: CaseState,
  seats: readonly PersonId[],
  context: Context,
): Planned["sideRooms"] {
  return PARTY_SIDES.flatMap((side) => {
    const own = seats.filter((id) => {
      const person = state.people[id];
      return person !== undefined && partySideOf(person) === side;
    });
    return groupsOf(state.people, own).map((members) => ({
      room: context.newId("room"),
      side,
      members,
      notebook: context.newId("document"),
      draft: context.newId("document"),
    }));
  });
}

export type Plan = {
  readonly meeting: MeetingId;
  readonly startsAt: string;
  readonly service: SettingsInForce;
};

/** A new case's first events and, behind them, its meeting with everybody of the case. */
export function withMeeting(
  start: CaseState,
  opening: readonly CaseEvent[],
  { meeting, startsAt, service }: Plan,
  context: Context,
): readonly CaseEvent[] {
  const { actor, at } = context;
  const state = opening.reduce((now, event) => evolve(now, event, { actor, at }), start);
  const seats = Object.values(state.people).map(({ id }) => id);
  const planned: Planned = {
    kind: "meetingPlanned",
    meeting,
    startsAt,
    joint: context.newId("room"),
    agenda: context.newId("document"),
    sideRooms: sideRoomsFor(state, seats, context),
    seats,
    style: service.settings.style,
  };
  const label = labelOf(service.settings, context);
  const on = service.settings.encryptionDemanded;
  const demand: readonly CaseEvent[] = on ? [{ kind: "encryptionDemanded", meeting, on }] : [];
  return [...opening, planned, settingsTaken(meeting, service, label), ...demand];
}
