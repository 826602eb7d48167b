/**
 * What the words between rooms may change for people elsewhere, written from the rules: the
 * place of a room in the queue, and nothing else (HELP-2, HELP-4).
 */
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { PersonId, TextId } from "#shared/core/ids.ts";
import { decideChat } from "#shared/meeting/chat.ts";
import { type Meeting, placeOf } from "#shared/meeting/meeting.ts";
import type { CoreCase } from "./core-case.ts";

const SECRET = [
  "talkAloneAsked",
  "talkAloneWithdrawn",
  "messageSent",
  "messageSeen",
  "textReleased",
  "cardShown",
  "cardPutAway",
  "pointWritten",
  "pointConfirmed",
  "pointTakenBack",
];

/** Whether everything in the step is between one person and the mediator. */
export function isSecret(events: readonly CaseEvent[]): boolean {
  return events.length > 0 && events.every(({ kind }) => SECRET.includes(kind));
}

/** Rooms that a step speaks to. */
export function roomsTold(meeting: Meeting, events: readonly CaseEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const shared = event.kind === "textReleased" && event.to === "joint";
    if (shared || event.kind === "backAtSaid") return [meeting.joint];
    return event.kind === "backInSaid" ? event.rooms : [];
  });
}

/** People that a step speaks to, wherever they are. */
export function peopleTold(events: readonly CaseEvent[]): readonly PersonId[] {
  return events.flatMap((event) =>
    event.kind === "messageSent" || event.kind === "cardShown" ? event.people : [],
  );
}

/** Who may read words meant for some: those they were sent to, and the mediator who leads. */
export function mayReadMessage(
  { meeting }: CoreCase,
  me: PersonId,
  leads: boolean,
  matches: (message: { readonly id: string; readonly text: TextId }) => boolean,
): boolean {
  const { messages, released } = meeting.desk;
  const joint = placeOf(meeting, me)?.room === meeting.joint;
  const shared = released.find(({ id, text }) => matches({ id, text: text.id }));
  if (shared !== undefined) return leads || shared.by === me || (joint && shared.to === "joint");
  const found = messages.find(({ id, text }) => matches({ id, text: text.id }));
  return found !== undefined && (leads || found.unread.includes(me));
}

/** What somebody in a private room learns of the others without being told by them. */
export function deskOf(meeting: Meeting, id: PersonId): string {
  const room = placeOf(meeting, id)?.room;
  const apart = room !== undefined && room !== meeting.joint;
  // That there is a talk is known while the mediator sits in it.
  const seated = meeting.desk.talks.map((talk) =>
    meeting.seats.filter((one) => placeOf(meeting, one)?.room === talk),
  );
  const talk = apart ? seated : null;
  return JSON.stringify([meeting.desk.calls.findIndex((call) => call.room === room), talk]);
}

/** What must hold of the desk after every step. */
export function deskRules({ meeting, state }: CoreCase): readonly string[] {
  const wrong: string[] = [];
  const inside = (room: string) =>
    meeting.seats.filter((id) => placeOf(meeting, id)?.room === room);
  const lead = meeting.seats.find((id) => state.people[id]?.role === "mediator");
  const { calls, alone, backIn } = meeting.desk;
  for (const { room } of calls) {
    if (inside(room).length === 0) wrong.push("a call of an empty room");
    if (room === meeting.joint) wrong.push("a call of the joint room");
  }
  for (const room of [...calls.map((call) => call.room), ...Object.keys(backIn)]) {
    if (lead !== undefined && inside(room).includes(lead)) wrong.push("a call that was answered");
  }
  if (new Set(calls.map(({ room }) => room)).size < calls.length) wrong.push("a room calls twice");
  if (new Set(alone.map(({ person }) => person)).size < alone.length) wrong.push("asked twice");
  for (const { person } of alone) {
    if (placeOf(meeting, person) === null) wrong.push("asks alone and is not there");
  }
  return wrong;
}

/** Chat that somebody may read: said in this sitting of the room, while they were in it. */
export function mayReadChat(
  { meeting, presence }: CoreCase,
  me: PersonId,
  matches: (line: { readonly id: string; readonly text: string }) => boolean,
): boolean {
  const room = placeOf(meeting, me)?.room;
  const line = presence.chat.find(matches);
  const now = room === undefined ? undefined : meeting.desk.sittings[room];
  return line !== undefined && line.sitting === now && line.readers.includes(me);
}

/** Somebody writes in the room they are in: the line lives beside the log. */
export function chat(one: CoreCase, actor: PersonId): void {
  const context = one.context(actor);
  const text = `Zq-chat-${one.keyOf(actor) ?? "stranger"}-${String(one.presence.chat.length)}-qZ`;
  const command = { kind: "sayInRoom", meeting: one.meetingId, text } as const;
  const said = decideChat(one.state, command, context);
  if (!said.ok) return;
  const lines = [...one.presence.chat, said.line];
  one.presence = { ...one.presence, chat: lines };
}
