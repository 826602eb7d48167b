/**
 * The lock: nobody new comes in while the mediator has locked the meeting. Who may enter is in
 * the table of permissions; here it is set, and asked for other browsers of people who are
 * inside. Nobody who is inside is touched by it (MOD-32, MOD-33).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { ask } from "../core/asked.ts";
import { accept, type Context, type Decision } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { isMediator, type Person } from "../core/people.ts";
import { type Meeting, placeOf } from "./meeting.ts";

export const lockCommands = [
  z.strictObject({
    kind: z.literal("setLock"),
    meeting: idSchema("meeting"),
    locked: z.boolean(),
  }),
] as const;
export type LockCommand = z.infer<(typeof lockCommands)[number]>;

export function decideLock(
  state: CaseState,
  command: LockCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, "setLock", context);
  if (!found.ok) return found;
  const { meeting } = found.asked;
  const { locked } = command;
  if (meeting.moderation.locked === locked) return accept();
  return accept({ kind: "lockSet", meeting: meeting.id, locked });
}

/** Another browser could be another pair of eyes: nobody new sits down in this place now. */
export function isPlaceLocked(meeting: Meeting | null, person: Person): boolean {
  if (meeting === null || meeting.status !== "open" || isMediator(person)) return false;
  return meeting.moderation.locked && placeOf(meeting, person.id) !== null;
}
