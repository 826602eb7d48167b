/**
 * How long the people in a private room want to stay: they choose it, extend it, take it away.
 * Nothing ends by itself (HELP-9).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { roomOf } from "./meeting.ts";
import { minuteChoice } from "./room-time.ts";

const meeting = idSchema("meeting");

export const breakLengthCommands = [
  z.strictObject({
    kind: z.literal("setBreakLength"),
    meeting,
    /** From now; null takes it away. */
    minutes: z.nullable(minuteChoice),
  }),
  z.strictObject({ kind: z.literal("extendBreak"), meeting, minutes: minuteChoice }),
] as const;
export type BreakLengthCommand = z.infer<(typeof breakLengthCommands)[number]>;

export function decideBreakLength(
  state: CaseState,
  command: BreakLengthCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, "setBreakLength", context);
  if (!found.ok) return found;
  const { meeting, person } = found.asked;
  const room = roomOf(meeting, person.id);
  if (room === null) return refuse("notNow");
  const length = meeting.desk.lengths[room.id];
  const set = (seconds: number | null): Decision<CaseEvent> =>
    accept({ kind: "breakLengthSet", meeting: meeting.id, room: room.id, seconds });
  if (command.kind === "setBreakLength") {
    return set(command.minutes === null ? null : command.minutes * 60);
  }
  if (length === undefined) return refuse("notNow");
  const passed = (Date.parse(context.at) - Date.parse(length.from)) / 1000;
  return set(Math.ceil(Math.max(0, length.seconds - passed)) + command.minutes * 60);
}
