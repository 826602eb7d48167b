/**
 * Events told one after another, each decided on the state after the ones before. It keeps the
 * deciders of moves readable: a move opens, places, closes and drops in one decision.
 */
import * as z from "zod/mini";
import type { Context } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isAtDoor } from "./evolve-asks.ts";
import { evolveMeeting } from "./evolve-meeting.ts";
import {
  type Landing,
  type Landings,
  type Meeting,
  peopleIn,
  type Room,
  roomOf,
} from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

type Told = Exclude<MeetingEvent, { kind: "meetingPlanned" }>;
type Placed = Extract<Told, { kind: "placed" }>;

export type Story = {
  readonly context: Context;
  /** As it was before anything of this decision. */
  readonly before: Meeting;
  meeting: Meeting;
  readonly events: MeetingEvent[];
};

export function startStory(meeting: Meeting, context: Context): Story {
  return { context, before: meeting, meeting, events: [] };
}

export function tell(story: Story, event: Told): void {
  story.events.push(event);
  const { actor, at } = story.context;
  story.meeting = evolveMeeting(story.meeting, event, { actor, at });
}

/** What the person wished for on the line that named whom they would meet. */
export const wishesSchema = z.optional(
  z.strictObject({ microphone: z.boolean(), camera: z.boolean() }),
);
export type Wishes = { readonly microphone: boolean; readonly camera: boolean };

/** Off when somebody will hear who did not before, unless wished on the line that names them. */
function landingIn(story: Story, { person, to, wishes, together }: Move): Landings {
  const before = roomOf(story.before, person);
  const heard = new Set(before === null ? [] : peopleIn(story.before, before.id));
  const hearing = [...peopleIn(story.meeting, to), ...together];
  const fresh = hearing.some((one) => one !== person && !heard.has(one));
  const land = (wish: boolean | undefined): Landing => {
    if (wish !== undefined) return wish ? "on" : "off";
    return before !== null && !fresh ? "asBefore" : "off";
  };
  return { microphone: land(wishes?.microphone), camera: land(wishes?.camera) };
}

function dropAsks(story: Story, person: PersonId, target: RoomId | null): void {
  for (const ask of story.meeting.asks) {
    const to = ask.kind === "invitation" && ask.to === person;
    // Where the mediator goes meanwhile does not change where others were asked to come.
    const kind = story.meeting.rooms[ask.room]?.kind;
    const stands = ask.kind === "invitation" && (kind === "joint" || kind === "chosen");
    const stale = ask.by === person && ask.room !== target && !stands;
    if (to || stale) tell(story, { kind: "askDropped", meeting: story.meeting.id, ask: ask.id });
  }
}

/** A knock ends with the last person who could answer it, an entry with the last one there. */
export function dropKnocks(story: Story, room: Room): void {
  const inside = peopleIn(story.meeting, room.id);
  const answered = inside.some((one) => room.members.includes(one));
  for (const ask of story.meeting.asks) {
    if (!isAtDoor(ask, room.id)) continue;
    // An announced entry needs no answer, only somebody to come to.
    if (ask.kind === "entry" ? inside.length > 0 : answered) continue;
    tell(story, { kind: "askDropped", meeting: story.meeting.id, ask: ask.id });
  }
}

/** An opening ends with the last person in it; the next one gets a new, unguessable room. */
function afterLeaving(story: Story, room: Room | null): void {
  if (room === null) return;
  dropKnocks(story, room);
  const now = story.meeting.rooms[room.id];
  if (now === undefined || now.opening === null || peopleIn(story.meeting, room.id).length > 0)
    return;
  tell(story, { kind: "roomClosed", meeting: story.meeting.id, room: room.id });
}

/** A guest shares an empty document made now; nothing written before is in it (ROOM-13). */
export function openGuestNotes(story: Story, guest: PersonId, target: RoomId): void {
  const room = story.meeting.rooms[target];
  if (room === undefined || room.guestNotes?.guest === guest) return;
  if (room.kind !== "talk" && room.kind !== "side" && room.kind !== "noSide") return;
  const document = story.context.newId("document");
  const { id: meeting } = story.meeting;
  tell(story, { kind: "guestNotesOpened", meeting, room: target, document, guest });
}

export type Move = {
  readonly person: PersonId;
  readonly to: RoomId;
  readonly because: Placed["because"];
  readonly wishes: Wishes | null;
  /** Everybody who comes into the room in the same step: they will hear, too. */
  readonly together: readonly PersonId[];
};

export function moveTo(story: Story, move: Move): void {
  const { person, to, because } = move;
  const from = roomOf(story.meeting, person);
  const target = story.meeting.rooms[to];
  if (target === undefined || from?.id === to) return;
  const { microphone, camera } = landingIn(story, move);
  const shut = target.kind === "quiet" || (target.kind === "joint" && story.meeting.paused);
  const { id: meeting } = story.meeting;
  if (target.opening === null && !shut) {
    tell(story, { kind: "roomOpened", meeting, room: to, opening: story.context.newId("opening") });
  }
  const ear = story.context.newId("ear");
  tell(story, { kind: "placed", meeting, person, room: to, ear, microphone, camera, because });
  // Who makes room for others did not change their mind; and a knock elsewhere must not vanish
  // because of what happened here.
  if (because !== "gaveWay") dropAsks(story, person, to);
  afterLeaving(story, from);
}

export function stepOut(
  story: Story,
  person: PersonId,
  because: Extract<Told, { kind: "steppedOut" }>["because"],
  reason: Extract<Told, { kind: "steppedOut" }>["reason"],
): void {
  const from = roomOf(story.meeting, person);
  tell(story, { kind: "steppedOut", meeting: story.meeting.id, person, because, reason });
  afterLeaving(story, from);
}

/** To the waiting place, because of what others did: nobody asked them to go. */
export function setAside(story: Story, person: PersonId): void {
  const from = roomOf(story.meeting, person);
  tell(story, { kind: "waitsAside", meeting: story.meeting.id, person });
  afterLeaving(story, from);
}

/** A new epoch: new room, new identities, so nothing kept from before opens it (ROOM-10). */
export function reopenRoom(
  story: Story,
  room: RoomId,
  because: Extract<Told, { kind: "roomReopened" }>["because"],
): void {
  const staying = peopleIn(story.meeting, room);
  if (staying.length === 0) return;
  tell(story, {
    kind: "roomReopened",
    meeting: story.meeting.id,
    room,
    opening: story.context.newId("opening"),
    ears: staying.map((person) => ({ person, ear: story.context.newId("ear") })),
    because,
  });
}
