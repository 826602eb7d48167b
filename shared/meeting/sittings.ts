/**
 * A meeting that is adjourned goes on in a new sitting of the same case: the same people, style,
 * agenda, agreement and papers of each side; new rooms, and nothing of what was said (MEET-1 to
 * MEET-6).
 */
import * as z from "zod/mini";
import { agreementOf, type CaseState, evolve } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { type Meeting, roomsOf } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

/** A full minute, ISO 8601 UTC. */
export const sittingStart = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/));

export const sittingCommands = [
  z.strictObject({
    kind: z.literal("planSitting"),
    meeting: idSchema("meeting"),
    startsAt: sittingStart,
  }),
] as const;
export type SittingCommand = z.infer<(typeof sittingCommands)[number]>;

const LONGEST_AHEAD = 2 * 366 * 24 * 3_600_000;

/** A real time that is still to come, and not so far that it is a slip of the finger. */
export function isStillToCome(startsAt: string, now: string): boolean {
  const ahead = Date.parse(startsAt) - Date.parse(now);
  if (Number.isNaN(ahead) || ahead <= 0 || ahead > LONGEST_AHEAD) return false;
  return new Date(startsAt).toISOString() === startsAt;
}

type Planned = Extract<MeetingEvent, { kind: "meetingPlanned" }>;

/** The rooms of the sides as they were, anew; what each side wrote stays its own. */
function roomsGoOn(state: CaseState, meeting: Meeting, context: Context): Planned["sideRooms"] {
  return roomsOf(meeting).flatMap(({ id, side, members }) => {
    const papers = state.notebooks.find((one) => one.room === id);
    if (side === null || papers === undefined || members.length === 0) return [];
    const draft = papers.draft ?? context.newId("document");
    const room = context.newId("room");
    return [{ room, side, members: [...members], notebook: papers.document, draft }];
  });
}

/** A new agreement where there is none that could still be written or signed. */
export function startAgreement(
  state: CaseState,
  meeting: Meeting["id"],
  context: Context,
): readonly CaseEvent[] {
  const stage = agreementOf(state, meeting)?.stage.stage;
  if (stage === "draft" || stage === "signing") return [];
  const [agreement, document] = [context.newId("agreement"), context.newId("document")];
  return [{ kind: "agreementStarted", agreement, meeting, document }];
}

/** The next sitting of this meeting, which is over or ends with this step. */
export function nextSitting(
  state: CaseState,
  meeting: Meeting,
  startsAt: string,
  context: Context,
): readonly CaseEvent[] {
  const planned: Planned = {
    kind: "meetingPlanned",
    meeting: context.newId("meeting"),
    startsAt,
    joint: context.newId("room"),
    agenda: meeting.agenda,
    sideRooms: roomsGoOn(state, meeting, context),
    seats: [...meeting.seats],
    style: meeting.style,
    follows: meeting.id,
  };
  const { actor, at } = context;
  const after = evolve(state, planned, { actor, at });
  return [planned, ...startAgreement(after, planned.meeting, context)];
}

function decidePlan({ state, meeting, context }: Asked, startsAt: string): Decision<CaseEvent> {
  if (!isStillToCome(startsAt, context.at)) return refuse("sittingDate");
  if (meeting.status === "ended") {
    return accept<CaseEvent>(...nextSitting(state, meeting, startsAt, context));
  }
  if (meeting.startsAt === startsAt) return accept();
  return accept({ kind: "sittingMoved", meeting: meeting.id, startsAt });
}

export function decideSittings(
  state: CaseState,
  command: SittingCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, "planSitting", context);
  return found.ok ? decidePlan(found.asked, command.startsAt) : found;
}
