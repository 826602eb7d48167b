/**
 * What the mediator writes to rooms (HELP-5), and when somebody on a break says they are back
 * (HELP-6). The words stand beside the log and can be erased.
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { MESSAGE_LIMIT } from "../contract/desk.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type MessageId } from "../core/ids.ts";
import { isPlainText, typedText } from "../core/text-limits.ts";
import { roomsApart } from "./help.ts";
import { peopleIn } from "./meeting.ts";
import { minuteChoice } from "./room-time.ts";

const meeting = idSchema("meeting");

export const messageCommands = [
  z.strictObject({
    kind: z.literal("sendMessage"),
    meeting,
    /** Null: to everybody whom the mediator is not with. */
    room: z.nullable(idSchema("room")),
    text: typedText(MESSAGE_LIMIT),
  }),
  z.strictObject({ kind: z.literal("dismissMessage"), meeting, message: idSchema("message") }),
  z.strictObject({
    kind: z.literal("sayBackAt"),
    meeting,
    /** Null takes it back. */
    minutes: z.nullable(minuteChoice),
  }),
] as const;
export type MessageCommand = z.infer<(typeof messageCommands)[number]>;

function decideSend(
  { state, meeting, context }: Asked,
  command: Extract<MessageCommand, { kind: "sendMessage" }>,
): Decision<CaseEvent> {
  const text = command.text.trim();
  if (text === "" || !isPlainText(text)) return refuse("badText");
  const apart = roomsApart(state, meeting);
  const rooms = command.room === null ? apart : apart.filter((one) => one === command.room);
  const people = rooms.flatMap((room) => peopleIn(meeting, room));
  if (people.length === 0) return refuse("notNow");
  return accept({
    kind: "messageSent",
    meeting: meeting.id,
    message: context.newId("message"),
    people,
    text: context.keep(text),
  });
}

function decideSeen({ meeting, person }: Asked, id: MessageId): Decision<CaseEvent> {
  const found = meeting.desk.messages.find((one) => one.id === id);
  if (found?.unread.includes(person.id) !== true) return accept();
  return accept({ kind: "messageSeen", meeting: meeting.id, message: id, person: person.id });
}

const ABILITY = {
  sendMessage: "sendMessage",
  dismissMessage: "raiseHand",
  sayBackAt: "sayBackAt",
} as const;

export function decideMessages(
  state: CaseState,
  command: MessageCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "sendMessage":
      return decideSend(asked, command);
    case "dismissMessage":
      return decideSeen(asked, command.message);
    case "sayBackAt":
      return accept({
        kind: "backAtSaid",
        meeting: command.meeting,
        person: asked.person.id,
        minutes: command.minutes,
      });
  }
}
