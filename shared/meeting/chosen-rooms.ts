/**
 * Rooms that the mediator prepares for chosen people, and the mediator's invitations. Nobody is
 * moved by them: everybody comes in by their own press (ROOM-17, ROOM-19).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isChild, isMediator, type Person } from "../core/people.ts";
import { homeOf, servedSide, startsAtHome } from "./homes.ts";
import { type Meeting, peopleIn, placeOf, type Room, roomOf, roomsOf } from "./meeting.ts";
import { mayMeet } from "./together.ts";
import { moveTo, startStory, type Story, type Wishes, wishesSchema } from "./story.ts";

const meeting = idSchema("meeting");
const room = idSchema("room");
const people = z.array(idSchema("person")).check(z.minLength(1), z.maxLength(20));
/** More prepared rooms than this are not a plan but a mistake. */
const MOST = 12;

export const chosenRoomCommands = [
  z.strictObject({ kind: z.literal("prepareRoom"), meeting, people, withMediator: z.boolean() }),
  z.strictObject({ kind: z.literal("withdrawRoom"), meeting, room }),
  z.strictObject({ kind: z.literal("invite"), meeting, room, people }),
  z.strictObject({ kind: z.literal("goIn"), meeting, room, wishes: wishesSchema }),
] as const;
export type ChosenRoomCommand = z.infer<(typeof chosenRoomCommands)[number]>;
type Of<K extends ChosenRoomCommand["kind"]> = Extract<ChosenRoomCommand, { kind: K }>;

/** People of more than one side; who is of no side counts as one of their own. */
export function mixesSides(state: CaseState, room: Room): boolean {
  const others = room.members.flatMap((id) => state.people[id] ?? []);
  const sides = others.filter((one) => !isMediator(one)).map((one) => servedSide(state, one));
  return room.kind === "chosen" && new Set(sides).size > 1;
}

/** Rooms that mix sides and have somebody in them: named to everybody (ROOM-18). */
export function mixedRoomsInUse(state: CaseState, meeting: Meeting): readonly Room[] {
  return roomsOf(meeting).filter(
    (room) => mixesSides(state, room) && peopleIn(meeting, room.id).length > 0,
  );
}

/** Rooms to go into by one's own press: prepared ones, and in shuttle style the own one. */
export function roomsOpenTo(state: CaseState, meeting: Meeting, person: Person): readonly Room[] {
  const here = roomOf(meeting, person.id)?.id;
  const home = startsAtHome(state, meeting, person) ? homeOf(meeting, person)?.id : undefined;
  return roomsOf(meeting).filter(
    ({ id, kind, members }) =>
      id !== here && (id === home || (kind === "chosen" && members.includes(person.id))),
  );
}

function decidePrepare(
  { state, meeting, person, context }: Asked,
  { people, withMediator }: Of<"prepareRoom">,
): Decision<CaseEvent> {
  const chosen = people.flatMap((id) =>
    meeting.seats.includes(id) ? (state.people[id] ?? []) : [],
  );
  const distinct = new Set(people).size === people.length;
  if (!people.every((id) => mayMeet(state, meeting, id, people, "elsewhere"))) {
    return refuse("keptApart");
  }
  if (!distinct || chosen.length !== people.length || chosen.some(isMediator)) {
    return refuse("badInput");
  }
  if (chosen.some(isChild)) return refuse("childAlone");
  if (roomsOf(meeting).filter(({ kind }) => kind === "chosen").length >= MOST) {
    return refuse("tooManyRooms");
  }
  const sides = new Set(chosen.map((one) => servedSide(state, one)));
  // Two sides alone with each other would be a mediation without a mediator.
  if (sides.size > 1 && !withMediator) return refuse("mediatorNeeded");
  return accept({
    kind: "roomPrepared",
    meeting: meeting.id,
    room: context.newId("room"),
    roomKind: "chosen",
    side: null,
    members: withMediator ? [person.id, ...people] : [...people],
  });
}

function decideWithdraw({ meeting }: Asked, room: Room): Decision<CaseEvent> {
  if (room.kind !== "chosen") return refuse("notFound");
  if (peopleIn(meeting, room.id).length > 0) return refuse("roomInUse");
  return accept({ kind: "roomWithdrawn", meeting: meeting.id, room: room.id });
}

/** Those who support somebody invited to a prepared room come with them, or nobody does. */
function withLinked(
  { state }: Asked,
  room: Room,
  people: readonly PersonId[],
): ReadonlySet<PersonId> {
  const linked = room.members.filter((id) => {
    const whom = state.people[id]?.supports;
    return whom != null && people.includes(whom);
  });
  return new Set([...people, ...linked]);
}

/** Who is in the joint room, is asked to come, or would be by this command. */
function onTheWay({ meeting }: Asked, people: readonly PersonId[]): readonly PersonId[] {
  const asked = meeting.asks.flatMap((one) =>
    one.kind === "invitation" && one.room === meeting.joint && one.state !== "notNow"
      ? [one.to]
      : [],
  );
  return [...peopleIn(meeting, meeting.joint), ...asked, ...people];
}

function decideInvite(asked: Asked, room: Room, { people }: Of<"invite">): Decision<CaseEvent> {
  const { meeting, person, context } = asked;
  if (room.kind !== "joint" && room.kind !== "chosen") return refuse("notFound");
  const events: CaseEvent[] = [];
  for (const to of withLinked(asked, room, people)) {
    const place = placeOf(meeting, to);
    const guest = asked.state.people[to];
    if (guest !== undefined && isChild(guest)) return refuse("childAlone");
    const welcome = room.kind === "joint" || room.members.includes(to);
    if (to === person.id || !welcome) return refuse("badInput");
    if (place === null || place.room === room.id) continue;
    if (
      room.kind === "joint" &&
      !mayMeet(asked.state, meeting, to, onTheWay(asked, people), "joint")
    ) {
      return refuse("keptApart");
    }
    events.push({
      kind: "invited",
      meeting: meeting.id,
      ask: context.newId("ask"),
      room: room.id,
      person: to,
    });
  }
  return events.length === 0 ? refuse("notNow") : accept(...events);
}

function decideGoIn({ state, meeting, person, context }: Asked, room: Room, wishes: Wishes | null) {
  if (!roomsOpenTo(state, meeting, person).includes(room)) return refuse("notFound");
  const story = startStory(meeting, context);
  moveTo(story, { person: person.id, to: room.id, because: "wentIn", wishes, together: [] });
  return accept<CaseEvent>(...story.events);
}

/** A yes to the mediator's invitation; those who support one come along to a prepared room. */
export function comeWhenInvited(
  story: Story,
  { state, meeting, person }: Asked,
  to: Room,
  wishes: Wishes | null,
): void {
  const here = roomOf(meeting, person.id)?.id;
  const along = to.members.filter(
    (id) => state.people[id]?.supports === person.id && placeOf(meeting, id)?.room === here,
  );
  const together = [person.id, ...along];
  const because = to.kind === "joint" ? "returned" : "invited";
  moveTo(story, { person: person.id, to: to.id, because, wishes, together });
  for (const one of along) {
    moveTo(story, { person: one, to: to.id, because: "wentAlong", wishes: null, together });
  }
}

const ABILITY = {
  prepareRoom: "prepareRoom",
  withdrawRoom: "prepareRoom",
  invite: "invite",
  goIn: "startBreak",
} as const;

export function decideChosenRooms(
  state: CaseState,
  command: ChosenRoomCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  if (command.kind === "prepareRoom") return decidePrepare(asked, command);
  const target = asked.meeting.rooms[command.room];
  if (target === undefined) return refuse("notFound");
  switch (command.kind) {
    case "withdrawRoom":
      return decideWithdraw(asked, target);
    case "invite":
      return decideInvite(asked, target, command);
    case "goIn":
      return decideGoIn(asked, target, command.wishes ?? null);
  }
}
