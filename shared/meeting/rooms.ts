/**
 * Private rooms: a party's own break waits for nobody and never lands with the mediator
 * (ROOM-3), the mediator knocks (ROOM-5) or invites (ROOM-6), going back is one press (ROOM-4).
 * No failure drops anybody into the joint room: only a person's own act does (ROOM-8).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type RoomId } from "../core/ids.ts";
import { isChild, isMediator } from "../core/people.ts";
import { BREAK_WAYS, decideBreak, linkedTo } from "./breaks.ts";
import { comeWhenInvited } from "./chosen-rooms.ts";
import { decideAnnounce, makeEntry } from "./entries.ts";
import { isAtDoor } from "./evolve-asks.ts";
import { servedSide } from "./homes.ts";
import { type Ask, type Meeting, peopleIn, placeOf, type Room } from "./meeting.ts";
import {
  moveTo,
  openGuestNotes,
  reopenRoom,
  startStory,
  type Story,
  tell,
  type Wishes,
  wishesSchema,
} from "./story.ts";
import { mayMeet } from "./together.ts";

const meeting = idSchema("meeting");

export const roomCommands = [
  z.strictObject({ kind: z.literal("startBreak"), meeting, with: z.enum(BREAK_WAYS) }),
  z.strictObject({ kind: z.literal("returnToJointRoom"), meeting, wishes: wishesSchema }),
  z.strictObject({ kind: z.literal("knock"), meeting, room: idSchema("room") }),
  z.strictObject({
    kind: z.literal("setStyle"),
    meeting,
    style: z.enum(["joint", "shuttle"]),
  }),
  z.strictObject({
    kind: z.literal("callToTalk"),
    meeting,
    people: z.array(idSchema("person")).check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({
    kind: z.literal("answerAsk"),
    meeting,
    expect: idSchema("ask"),
    answer: z.enum(["yes", "minute", "notNow"]),
    wishes: wishesSchema,
  }),
] as const;
export type RoomCommand = z.infer<(typeof roomCommands)[number]>;
type Of<K extends RoomCommand["kind"]> = Extract<RoomCommand, { kind: K }>;

function decideReturn(
  { meeting, person, context }: Asked,
  wish: Wishes | null,
): Decision<CaseEvent> {
  const story = startStory(meeting, context);
  moveTo(story, {
    person: person.id,
    to: meeting.joint,
    because: "returned",
    wishes: wish,
    together: [],
  });
  return accept<CaseEvent>(...story.events);
}

function decideKnock(asked: Asked, room: Room): Decision<CaseEvent> {
  const { meeting, person, context } = asked;
  // A quiet place is for nobody else, and a prepared room has its own people.
  if (room.kind === "quiet" || room.kind === "chosen") return refuse("notNow");
  // Nor does a knock take the place of an announced entry: that is told, and cannot be refused.
  const open = meeting.asks.some((one) => isAtDoor(one, room.id) && one.state === "open");
  const inside = peopleIn(meeting, room.id);
  const heard = inside.some((one) => room.members.includes(one));
  if (open || !heard || inside.includes(person.id)) return refuse("notNow");
  if (room.standingLeave) return decideAnnounce(asked, room, { because: "leave" });
  return accept({
    kind: "knocked",
    meeting: meeting.id,
    ask: context.newId("ask"),
    room: room.id,
  });
}

function decideTalk(
  { state, meeting, person, context }: Asked,
  { people }: Of<"callToTalk">,
): Decision<CaseEvent> {
  const guests = people.map((id) => state.people[id]);
  const sides = new Set(guests.map((one) => (one === undefined ? null : servedSide(state, one))));
  const present = people.every((id) => placeOf(meeting, id) !== null);
  const distinct = new Set(people).size === people.length;
  const [side] = sides;
  if (!present || !distinct || guests.some((one) => one === undefined || isMediator(one))) {
    return refuse("notNow");
  }
  if (guests.some((one) => one !== undefined && isChild(one))) return refuse("childAlone");
  // A talk with two sides at once would be a joint room that nobody was told of.
  if (sides.size !== 1 || (side === null && people.length > 1)) return refuse("badInput");
  if (!people.every((id) => mayMeet(state, meeting, id, people, "elsewhere"))) {
    return refuse("keptApart");
  }
  const story = startStory(meeting, context);
  const room = context.newId("room");
  tell(story, {
    kind: "roomPrepared",
    meeting: meeting.id,
    room,
    roomKind: "talk",
    side: side ?? null,
    members: [person.id, ...people],
  });
  for (const to of people) {
    tell(story, {
      kind: "invited",
      meeting: meeting.id,
      ask: context.newId("ask"),
      room,
      person: to,
    });
  }
  return accept<CaseEvent>(...story.events);
}

/** Only the mediator's own calls can wait: a break of one's people has begun already. */
function mayTakeAMinute({ state }: Asked, one: Ask): boolean {
  const by = state.people[one.by];
  return one.kind === "invitation" && one.state === "open" && by !== undefined && isMediator(by);
}

/** A knock is answered by those in the room by right; an invitation by the one invited. */
function mayAnswer({ meeting, person }: Asked, one: Ask): boolean {
  if (one.kind === "invitation") return one.to === person.id;
  const room = meeting.rooms[one.room];
  return (
    one.by !== person.id &&
    room?.members.includes(person.id) === true &&
    placeOf(meeting, person.id)?.room === one.room
  );
}

function decideAnswer(asked: Asked, command: Of<"answerAsk">): Decision<CaseEvent> {
  const { meeting, context } = asked;
  const one = meeting.asks.find((known) => known.id === command.expect);
  if (one === undefined || one.state === "notNow") return refuse("outOfDate");
  if (!mayAnswer(asked, one)) return refuse("notYou");
  // It is told, not asked: somebody may not be safe.
  if (one.kind === "entry" && one.because === "safety") return refuse("notNow");
  if (command.answer === "minute" && !mayTakeAMinute(asked, one)) return refuse("badInput");
  const story = startStory(meeting, context);
  tell(story, { kind: "askAnswered", meeting: meeting.id, ask: one.id, answer: command.answer });
  if (command.answer !== "yes") return accept<CaseEvent>(...story.events);
  const { room: to, by } = one;
  if (one.kind === "knock") {
    moveTo(story, { person: by, to, because: "knock", wishes: null, together: [] });
    openGuestNotes(story, by, to);
  } else if (one.kind === "entry") {
    makeEntry(story, one);
  } else {
    comeWhenAsked(story, asked, one, command.wishes ?? null);
  }
  return accept<CaseEvent>(...story.events);
}

/** A talk: the mediator comes with the first yes. A break: those who support one come along. */
function comeWhenAsked(
  story: Story,
  asked: Asked,
  { room: to, by }: Ask,
  wish: Wishes | null,
): void {
  const { state, meeting, person } = asked;
  const target = meeting.rooms[to];
  if (target?.kind === "joint" || target?.kind === "chosen") {
    comeWhenInvited(story, asked, target, wish);
    return;
  }
  const talk = meeting.rooms[to]?.kind === "talk";
  const [first, then] = talk ? (["talk", "talk"] as const) : (["break", "wentAlong"] as const);
  const after = talk ? [by] : linkedTo(state, meeting, person.id);
  const together = [person.id, ...after];
  moveTo(story, { person: person.id, to, because: first, wishes: wish, together });
  for (const one of after) {
    moveTo(story, { person: one, to, because: then, wishes: null, together });
  }
  if (talk) openGuestNotes(story, by, to);
}

const ABILITY = {
  startBreak: "startBreak",
  returnToJointRoom: "returnToJointRoom",
  knock: "knock",
  setStyle: "setStyle",
  callToTalk: "callToTalk",
  answerAsk: "raiseHand",
} as const;

export function decideRooms(
  state: CaseState,
  command: RoomCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "startBreak":
      return decideBreak(asked, command.with);
    case "returnToJointRoom":
      return decideReturn(asked, command.wishes ?? null);
    case "knock": {
      const room = asked.meeting.rooms[command.room];
      return room === undefined ? refuse("notFound") : decideKnock(asked, room);
    }
    case "setStyle":
      return command.style === asked.meeting.style
        ? accept()
        : accept({ kind: "styleSet", meeting: command.meeting, style: command.style });
    case "callToTalk":
      return decideTalk(asked, command);
    case "answerAsk":
      return decideAnswer(asked, command);
  }
}

/** The server's own act: somebody's absence could not be confirmed, or a stranger was heard. */
export function decideReopen(
  meeting: Meeting,
  room: RoomId,
  because: "unconfirmed" | "stranger",
  context: Context,
): Decision<CaseEvent> {
  if (meeting.rooms[room]?.opening == null) return refuse("notNow");
  const story = startStory(meeting, context);
  reopenRoom(story, room, because);
  return accept<CaseEvent>(...story.events);
}
