/**
 * A meeting takes the service's settings over: when it is planned, and by an act of the server
 * when they were changed while it is open (SET-3). A default never undoes what the mediator
 * chose, nor changes a meeting that people have come into.
 */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { agreementOf } from "../case/case.ts";
import { accept, type Context, type Decision } from "../core/decider.ts";
import type { MeetingId } from "../core/ids.ts";
import { isMediator, type TextRef } from "../core/people.ts";
import { attendanceOf, type Meeting } from "./meeting.ts";
import type { ServiceSettings, SettingsInForce } from "./settings.ts";
import type { SettingsEvent } from "./settings-events.ts";

/** Somebody besides mediators has been in a room of the meeting. */
export function hasBegun(state: CaseState, meeting: Meeting): boolean {
  return meeting.seats.some((id) => {
    const person = state.people[id];
    return person !== undefined && !isMediator(person) && attendanceOf(meeting, id).generation > 0;
  });
}

export function labelOf({ paperLabel }: ServiceSettings, context: Context): TextRef | null {
  return paperLabel === "" ? null : context.keep(paperLabel);
}

export function settingsTaken(
  meeting: MeetingId,
  { version, settings }: SettingsInForce,
  paperLabel: TextRef | null,
): Extract<SettingsEvent, { kind: "settingsTaken" }> {
  const { awayReminderMinutes, breakReminderMinutes, mediatorGraceSeconds } = settings;
  return {
    kind: "settingsTaken",
    ...{ meeting, version, awayReminderMinutes, breakReminderMinutes, mediatorGraceSeconds },
    paperLabel,
  };
}

/** What is a first value only: for a meeting that nobody has come into, if nobody chose. */
function firstValues(
  state: CaseState,
  meeting: Meeting,
  { style, encryptionDemanded: on }: ServiceSettings,
): readonly CaseEvent[] {
  const { chosen, encryptionDemanded } = meeting.settings;
  const events: CaseEvent[] = [];
  if (hasBegun(state, meeting)) return events;
  if (style !== meeting.style && !chosen.includes("style")) {
    events.push({ kind: "styleSet", meeting: meeting.id, style });
  }
  if (on !== encryptionDemanded && !chosen.includes("encryption")) {
    events.push({ kind: "encryptionDemanded", meeting: meeting.id, on });
  }
  return events;
}

/** The server's own act. Nothing, when the meeting runs by these or later settings already. */
export function decideSettings(
  state: CaseState,
  meeting: Meeting,
  inForce: SettingsInForce,
  context: Context,
): Decision<CaseEvent> {
  const mine = meeting.settings;
  if (meeting.status !== "open" || mine.version >= inForce.version) return accept();
  // Nobody signs a paper that was called something else when it was fixed.
  const frozenOnce = (agreementOf(state, meeting.id)?.versions ?? 0) > 0;
  const label = frozenOnce ? mine.paperLabel : labelOf(inForce.settings, context);
  const events: CaseEvent[] = [settingsTaken(meeting.id, inForce, label)];
  return accept(...events, ...firstValues(state, meeting, inForce.settings));
}
