/**
 * A mediator whose page is gone. After a grace the server says so in the log: from then on that
 * mediator counts as away wherever they are placed, sides that are left to themselves go to
 * their own people, and only the mediator's own press ends it (MOD-20 to 24).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isChild, isMediator } from "../core/people.ts";
import { keepChildrenSafe } from "./children.ts";
import { makeRoom } from "./breaks.ts";
import { homeOf } from "./homes.ts";
import { mixesSides } from "./chosen-rooms.ts";
import { type Meeting, roomOf } from "./meeting.ts";
import { isUnattended } from "./moderation-state.ts";
import { moveTo, startStory } from "./story.ts";

export const absenceCommands = [
  z.strictObject({ kind: z.literal("resumeMeeting"), meeting: idSchema("meeting") }),
] as const;
export type AbsenceCommand = z.infer<(typeof absenceCommands)[number]>;

/** The mediator who was away goes on with one press. */
export function decideAbsence(
  state: CaseState,
  command: AbsenceCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, "resumeMeeting", context);
  if (!found.ok) return found;
  const { meeting, person } = found.asked;
  return accept({ kind: "mediatorBack", meeting: meeting.id, person: person.id });
}

/** Mediators in a room of the meeting, and whether they count as there. */
export function mediatorsInside(
  state: CaseState,
  meeting: Meeting,
): readonly { readonly id: PersonId; readonly attends: boolean }[] {
  return meeting.seats.flatMap((id) => {
    const person = state.people[id];
    if (person === undefined || !isMediator(person) || roomOf(meeting, id) === null) return [];
    return [{ id, attends: !isUnattended(meeting.moderation, id) }];
  });
}

/** Nobody who leads is in the meeting: the people in it are left to themselves. */
export function isUnled(state: CaseState, meeting: Meeting): boolean {
  return meeting.status === "open" && !mediatorsInside(state, meeting).some((one) => one.attends);
}

type Sign = "mediatorUnseen" | "mediatorSeen" | "mediatorLost";

/** The server's own act: what it knows of a mediator's page. */
export function decideSign(
  state: CaseState,
  meeting: Meeting,
  id: PersonId,
  kind: Sign,
): Decision<CaseEvent> {
  const { unseen, lost } = meeting.moderation;
  const inside = mediatorsInside(state, meeting).some((one) => one.id === id);
  const news = {
    mediatorUnseen: !unseen.includes(id) && !lost.includes(id),
    mediatorSeen: unseen.includes(id),
    mediatorLost: !lost.includes(id),
  };
  if (meeting.status !== "open" || !inside || !news[kind]) return refuse("notNow");
  return accept({ kind, meeting: meeting.id, person: id });
}

/**
 * The server's own act: each side that shares a room with another goes to its own room. A mediator
 * whose page is gone makes room there, as for a break: whoever is brought in has let nobody in.
 */
export function decideApart(
  state: CaseState,
  meeting: Meeting,
  context: Context,
): Decision<CaseEvent> {
  if (!isUnled(state, meeting)) return refuse("notNow");
  const story = startStory(meeting, context);
  const movers = meeting.seats.flatMap((id) => {
    const person = state.people[id];
    const room = roomOf(meeting, id);
    if (person === undefined || room === null || isMediator(person)) return [];
    // Child guests go with their own adults.
    if (isChild(person)) return [];
    if (room.kind !== "joint" && !mixesSides(state, room)) return [];
    const home = homeOf(meeting, person);
    return home?.kind === "side" ? [{ id, to: home.id }] : [];
  });
  for (const to of new Set(movers.map((one) => one.to))) makeRoom(story, state, to);
  for (const { id, to } of movers) {
    const together = movers.filter((one) => one.to === to).map((one) => one.id);
    moveTo(story, { person: id, to, because: "movedApart", wishes: null, together });
  }
  return keepChildrenSafe(state, story.events, context);
}
