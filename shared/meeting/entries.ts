/**
 * Coming into a private room without an answered knock: by leave that its people gave
 * beforehand, or because somebody may not be safe. It is always announced in that room, some
 * seconds before anything said there can be heard (ROOM-23 to ROOM-25).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema } from "../core/ids.ts";
import { isAtDoor } from "./evolve-asks.ts";
import { type Ask, isGuest, peopleIn, type Room, roomOf } from "./meeting.ts";
import { SAFETY_REASONS } from "./meeting-events.ts";
import { moveTo, openGuestNotes, startStory, type Story, tell } from "./story.ts";

const meeting = idSchema("meeting");
const room = idSchema("room");

/** From the announcement to the entry: long enough to end a sentence. */
export const ANNOUNCED_SECONDS = 5;

export const entryCommands = [
  z.strictObject({ kind: z.literal("setStandingLeave"), meeting, room, given: z.boolean() }),
  z.strictObject({
    kind: z.literal("enterForSafety"),
    meeting,
    room,
    reason: z.enum(SAFETY_REASONS),
  }),
  z.strictObject({ kind: z.literal("comeIn"), meeting, expect: idSchema("ask") }),
] as const;
export type EntryCommand = z.infer<(typeof entryCommands)[number]>;
type Of<K extends EntryCommand["kind"]> = Extract<EntryCommand, { kind: K }>;
type Entry = Extract<Ask, { kind: "entry" }>;

/** Leave can be given where people are at home: not in a talk, where the mediator is anyway. */
export function takesLeave(room: Room): boolean {
  return room.kind === "side" || room.kind === "own" || room.kind === "noSide";
}

function decideLeave(
  { meeting, person }: Asked,
  { room: id, given }: Of<"setStandingLeave">,
): Decision<CaseEvent> {
  const room = roomOf(meeting, person.id);
  if (room?.id !== id || !takesLeave(room) || isGuest(room, person.id)) return refuse("notNow");
  if (room.standingLeave === given) return accept();
  return accept({ kind: "standingLeaveSet", meeting: meeting.id, room: id, given });
}

/** Tells the room that somebody comes in. The same for a knock where leave was given. */
export function decideAnnounce(
  { meeting, person, context }: Asked,
  room: Room,
  why: { readonly because: "leave" } | { readonly because: "safety"; reason: string },
): Decision<CaseEvent> {
  const inside = peopleIn(meeting, room.id);
  const announced = meeting.asks.some(
    (one) => one.kind === "entry" && one.room === room.id && one.state === "open",
  );
  if (announced || inside.length === 0 || inside.includes(person.id)) return refuse("notNow");
  const reason = SAFETY_REASONS.find((one) => why.because === "safety" && one === why.reason);
  return accept({
    kind: "entryAnnounced",
    meeting: meeting.id,
    ask: context.newId("ask"),
    room: room.id,
    because: why.because,
    ...(reason === undefined ? {} : { reason }),
  });
}

function decideSafety(asked: Asked, { room: id, reason }: Of<"enterForSafety">) {
  const room = asked.meeting.rooms[id];
  if (room === undefined) return refuse("notFound");
  // Nobody is together in a quiet place, and the joint room has a door for the mediator.
  if (room.kind === "joint" || room.kind === "quiet") return refuse("notNow");
  return decideAnnounce(asked, room, { because: "safety", reason });
}

/** The one announced is in the room; what they share there begins empty (ROOM-13). */
export function makeEntry(story: Story, { by, room: to }: Ask): void {
  moveTo(story, { person: by, to, because: "entry", wishes: null, together: [] });
  openGuestNotes(story, by, to);
  for (const one of story.meeting.asks) {
    if (!isAtDoor(one, to)) continue;
    tell(story, { kind: "askDropped", meeting: story.meeting.id, ask: one.id });
  }
}

function decideComeIn({ meeting, person, context }: Asked, id: Entry["id"]): Decision<CaseEvent> {
  const entry = meeting.asks.find((one) => one.id === id);
  if (entry?.kind !== "entry" || entry.state !== "open") return refuse("outOfDate");
  if (entry.by !== person.id) return refuse("notYou");
  const waited = Date.parse(context.at) - Date.parse(entry.at);
  if (waited < ANNOUNCED_SECONDS * 1000) return refuse("notNow");
  const story = startStory(meeting, context);
  makeEntry(story, entry);
  return accept<CaseEvent>(...story.events);
}

const ABILITY = {
  setStandingLeave: "setStandingLeave",
  enterForSafety: "enterForSafety",
  comeIn: "enterForSafety",
} as const;

export function decideEntries(
  state: CaseState,
  command: EntryCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "setStandingLeave":
      return decideLeave(asked, command);
    case "enterForSafety":
      return decideSafety(asked, command);
    case "comeIn":
      return decideComeIn(asked, command.expect);
  }
}
