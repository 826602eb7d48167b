/**
 * Chat of one sitting of a room. It is never in the log: lines live in the server's memory, are
 * read by exactly those who were in the room when they were said, and are gone with the sitting
 * (docs/decisions/0007-chat.md).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import { areApart } from "../case/no-contact.ts";
import { CHAT_LIMIT, type ChatView } from "../contract/desk.ts";
import { ask } from "../core/asked.ts";
import { type Context, refuse, type Refusal } from "../core/decider.ts";
import { idSchema, type MessageId, type OpeningId, type PersonId } from "../core/ids.ts";
import { isPlainText, typedText } from "../core/text-limits.ts";
import { type Meeting, peopleIn, type Room, roomOf } from "./meeting.ts";
import { heldIn } from "./video-grant.ts";

export const chatCommands = [
  z.strictObject({
    kind: z.literal("sayInRoom"),
    meeting: idSchema("meeting"),
    text: typedText(CHAT_LIMIT),
  }),
] as const;
export type ChatCommand = z.infer<(typeof chatCommands)[number]>;

export type ChatLine = {
  readonly id: MessageId;
  readonly sitting: OpeningId;
  readonly by: PersonId;
  readonly at: string;
  readonly readers: readonly PersonId[];
  readonly text: string;
};

/** Lines that one person can read back. */
const READABLE = 100;

/** As with sound: nobody writes in a paused room, nor where a side or the mediator is missing. */
function isOpen(state: CaseState, meeting: Meeting, room: Room): boolean {
  return room.opening !== null && heldIn(state, meeting, room) === null;
}

export function decideChat(
  state: CaseState,
  command: ChatCommand,
  context: Context,
): { readonly ok: true; readonly line: ChatLine } | Refusal {
  const found = ask(state, command.meeting, "sayInRoom", context);
  if (!found.ok) return found;
  const { meeting, person } = found.asked;
  const text = command.text.trim();
  if (text === "" || !isPlainText(text)) return refuse("badText");
  const room = roomOf(meeting, person.id);
  const sitting = room === null ? undefined : meeting.desk.sittings[room.id];
  if (room === null || sitting === undefined || !isOpen(state, meeting, room)) {
    return refuse("notNow");
  }
  const readers = peopleIn(meeting, room.id);
  const { at } = context;
  return {
    ok: true,
    line: { id: context.newId("message"), sitting, by: person.id, at, readers, text },
  };
}

/** Without what nobody can read any more: ended sittings, and all but the last of each reader. */
export function keepReadable(lines: readonly ChatLine[], meeting: Meeting): readonly ChatLine[] {
  const now = new Set(Object.values(meeting.desk.sittings));
  const read = new Map<string, number>();
  return lines
    .toReversed()
    .filter(({ sitting, readers }) => {
      if (!now.has(sitting)) return false;
      const keys = readers.map((reader) => `${sitting} ${reader}`);
      const kept = keys.some((key) => (read.get(key) ?? 0) < READABLE);
      for (const key of keys) read.set(key, (read.get(key) ?? 0) + 1);
      return kept;
    })
    .toReversed();
}

type Reader = {
  readonly state: CaseState;
  readonly meeting: Meeting;
  readonly me: { readonly id: PersonId };
};

/** What this person can read of the sitting they are in; `named` tells how others are called. */
export function chatView(
  { state, meeting, me }: Reader,
  room: Room,
  lines: readonly ChatLine[],
  named: (person: PersonId) => string,
): ChatView {
  const sitting = meeting.desk.sittings[room.id];
  const mine = lines.filter(
    ({ sitting: when, readers, by }) =>
      when === sitting &&
      readers.includes(me.id) &&
      (roomOf(meeting, by)?.id === room.id || !areApart(state.people, me.id, by)),
  );
  return {
    open: isOpen(state, meeting, room),
    lines: mine
      .slice(-READABLE)
      .map(({ id, at, by, text }) => ({ id, at, name: named(by), mine: by === me.id, text })),
  };
}
