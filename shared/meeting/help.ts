/**
 * Calling the mediator without a word to anybody else: a room's "come and help us" with its
 * place in the queue (HELP-1, HELP-2), a talk alone that only the asker and the mediator know
 * of (HELP-4), and the mediator's "back in about n minutes" (HELP-3).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type RoomId } from "../core/ids.ts";
import { type Meeting, peopleIn, roomOf, roomsOf } from "./meeting.ts";
import { minuteChoice } from "./room-time.ts";
import { mediatorIn } from "./sides-away.ts";

const meeting = idSchema("meeting");

export const helpCommands = [
  z.strictObject({ kind: z.literal("askForHelp"), meeting }),
  z.strictObject({ kind: z.literal("withdrawHelp"), meeting }),
  z.strictObject({ kind: z.literal("askToTalkAlone"), meeting }),
  z.strictObject({ kind: z.literal("withdrawTalkAlone"), meeting }),
  z.strictObject({
    kind: z.literal("sayBackIn"),
    meeting,
    /** Null: to everybody whom the mediator is not with. */
    room: z.nullable(idSchema("room")),
    /** Null takes it back. */
    minutes: z.nullable(minuteChoice),
  }),
] as const;
export type HelpCommand = z.infer<(typeof helpCommands)[number]>;

/** Rooms with people in them whom the mediator is not with, in the order of the meeting. */
export function roomsApart(state: CaseState, meeting: Meeting): readonly RoomId[] {
  return roomsOf(meeting)
    .map(({ id }) => id)
    .filter((id) => peopleIn(meeting, id).length > 0 && !mediatorIn(state.people, meeting, id));
}

function decideHelp({ state, meeting, person }: Asked, wanted: boolean): Decision<CaseEvent> {
  const room = roomOf(meeting, person.id);
  if (room === null) return refuse("notNow");
  const called = meeting.desk.calls.some((call) => call.room === room.id);
  if (called === wanted) return accept();
  if (!wanted) return accept({ kind: "helpWithdrawn", meeting: meeting.id, room: room.id });
  if (mediatorIn(state.people, meeting, room.id)) return refuse("notNow");
  return accept({ kind: "helpAsked", meeting: meeting.id, room: room.id });
}

function decideAlone({ state, meeting, person }: Asked, wanted: boolean): Decision<CaseEvent> {
  const asked = meeting.desk.alone.some((one) => one.person === person.id);
  if (asked === wanted) return accept();
  if (!wanted) {
    return accept({ kind: "talkAloneWithdrawn", meeting: meeting.id, person: person.id });
  }
  const room = roomOf(meeting, person.id);
  // They are alone together already.
  const two = room !== null && peopleIn(meeting, room.id).length === 2;
  if (room === null || (two && mediatorIn(state.people, meeting, room.id))) return refuse("notNow");
  return accept({ kind: "talkAloneAsked", meeting: meeting.id, person: person.id });
}

function decideBackIn(
  { state, meeting }: Asked,
  { room, minutes }: Extract<HelpCommand, { kind: "sayBackIn" }>,
): Decision<CaseEvent> {
  const apart = roomsApart(state, meeting);
  const rooms = room === null ? apart : apart.filter((one) => one === room);
  if (rooms.length === 0) return refuse("notNow");
  return accept({ kind: "backInSaid", meeting: meeting.id, rooms: [...rooms], minutes });
}

const ABILITY = {
  askForHelp: "askForHelp",
  withdrawHelp: "askForHelp",
  askToTalkAlone: "askToTalkAlone",
  withdrawTalkAlone: "askToTalkAlone",
  sayBackIn: "sayBackIn",
} as const;

export function decideHelpDesk(
  state: CaseState,
  command: HelpCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "askForHelp":
    case "withdrawHelp":
      return decideHelp(asked, command.kind === "askForHelp");
    case "askToTalkAlone":
    case "withdrawTalkAlone":
      return decideAlone(asked, command.kind === "askToTalkAlone");
    case "sayBackIn":
      return decideBackIn(asked, command);
  }
}
