/**
 * What the mediator may take across. A point is written in a side's private room with the
 * mediator, carried only once somebody of that side by right in their room said yes, and can be
 * taken back until it was told (CARRY-1 to CARRY-8).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { areApart } from "../case/no-contact.ts";
import { POINT_LIMIT } from "../contract/carry.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isMediator, PARTY_SIDES, partySideOf, type PartySide } from "../core/people.ts";
import { isPlainText, typedText } from "../core/text-limits.ts";
import { type CarryPoint, isKeptFrom, isWhole, speaksFor } from "./carry-list.ts";
import { servedSide } from "./homes.ts";
import { type Meeting, peopleIn, type Room, roomOf } from "./meeting.ts";
import { mediatorIn } from "./sides-away.ts";

const meeting = idSchema("meeting");
const point = idSchema("message");

export const carryCommands = [
  z.strictObject({
    kind: z.literal("writePoint"),
    meeting,
    to: z.enum([...PARTY_SIDES, "all"]),
    text: typedText(POINT_LIMIT),
  }),
  z.strictObject({ kind: z.literal("confirmPoint"), meeting, point }),
  z.strictObject({ kind: z.literal("takeBackPoint"), meeting, point }),
  z.strictObject({ kind: z.literal("tellPoint"), meeting, point }),
] as const;
export type CarryCommand = z.infer<(typeof carryCommands)[number]>;
type Of<K extends CarryCommand["kind"]> = Extract<CarryCommand, { kind: K }>;

/** Points of the same people: more than anybody carries, and no other side's concern. */
const MOST_POINTS = 40;

/** Those by right in a room, without mediators. */
function athome(state: CaseState, room: Room): readonly PersonId[] {
  return room.members.filter((id) => {
    const one = state.people[id];
    return one !== undefined && !isMediator(one);
  });
}

/** Whose room it is, when all who are there by right are here for one side. */
function sideAtHome(state: CaseState, room: Room): PartySide | null {
  if (room.kind === "joint" || room.kind === "quiet") return null;
  const sides = new Set(
    athome(state, room).map((id) => {
      const one = state.people[id];
      return one === undefined ? null : servedSide(state, one);
    }),
  );
  const [side] = sides;
  return sides.size === 1 ? (side ?? null) : null;
}

/** Whom a point of this side can be for: the other sides that are asked to the meeting. */
function otherSides(state: CaseState, { seats }: Meeting, own: PartySide): readonly PartySide[] {
  const invited = seats.map((id) => {
    const one = state.people[id];
    return one === undefined ? null : partySideOf(one);
  });
  return PARTY_SIDES.filter((side) => side !== own && invited.includes(side));
}

type Place = {
  readonly side: PartySide;
  readonly owners: readonly PersonId[];
  readonly targets: readonly PartySide[];
};

/** Where this person can write a point now: in a side's room, with the mediator there. */
export function writingPlace(state: CaseState, meeting: Meeting, id: PersonId): Place | null {
  const room = roomOf(meeting, id);
  const person = state.people[id];
  if (room === null || person === undefined) return null;
  const side = sideAtHome(state, room);
  if (side === null || !mediatorIn(state.people, meeting, room.id)) return null;
  const owners = athome(state, room).filter((one) => {
    const who = state.people[one];
    return who !== undefined && partySideOf(who) === side;
  });
  const inside = peopleIn(meeting, room.id).filter((one) => owners.includes(one));
  if (inside.length === 0 || (!isMediator(person) && !inside.includes(id))) return null;
  return { side, owners, targets: otherSides(state, meeting, side) };
}

function decideWrite(
  { state, meeting, person, context }: Asked,
  { to, text: typed }: Of<"writePoint">,
): Decision<CaseEvent> {
  const text = typed.trim();
  if (text === "" || !isPlainText(text)) return refuse("badText");
  const place = writingPlace(state, meeting, person.id);
  if (place === null) return refuse("notNow");
  const { side, owners, targets } = place;
  if (to !== "all" && !targets.includes(to)) return refuse("badInput");
  const theirs = meeting.desk.carry.filter((one) => one.owners.some((id) => owners.includes(id)));
  if (theirs.length >= MOST_POINTS) return refuse("tooMany");
  return accept({
    kind: "pointWritten",
    meeting: meeting.id,
    point: context.newId("message"),
    side,
    owners: [...owners],
    to,
    text: context.keep(text),
  });
}

function decideConfirm({ state, meeting, person }: Asked, one: CarryPoint): Decision<CaseEvent> {
  if (!speaksFor(state.people, meeting, one, person.id)) return refuse("outOfDate");
  if (one.confirmed) return accept();
  return accept({ kind: "pointConfirmed", meeting: meeting.id, point: one.id });
}

function decideTakeBack({ state, meeting, person }: Asked, one: CarryPoint): Decision<CaseEvent> {
  const own = isMediator(person) && one.by === person.id && !one.confirmed;
  if (!own && !speaksFor(state.people, meeting, one, person.id)) return refuse("outOfDate");
  if (one.told.length > 0) return refuse("pointTold");
  return accept({ kind: "pointTakenBack", meeting: meeting.id, point: one.id });
}

type Telling = {
  readonly side: PartySide | null;
  readonly readers: readonly PersonId[];
};

/** To whom the point would be told in this room; why not, when it cannot be. */
export function tellingIn(
  state: CaseState,
  meeting: Meeting,
  room: Room,
  point: CarryPoint,
): Telling | "notNow" | "keptApart" {
  const { people } = state;
  if (!point.confirmed || !isWhole(people, point)) return "notNow";
  const inside = peopleIn(meeting, room.id);
  if (inside.some((id) => point.owners.some((one) => areApart(people, id, one)))) {
    return "keptApart";
  }
  const guests = inside.flatMap((id) => people[id] ?? []).filter((one) => !isMediator(one));
  if (room.kind === "joint") {
    const hear = guests.some((one) => partySideOf(one) !== point.side);
    return point.to === "all" && hear ? { side: null, readers: [] } : "notNow";
  }
  const side = sideAtHome(state, room);
  const meant = side !== null && side !== point.side && (point.to === "all" || point.to === side);
  const readers = athome(state, room).filter((id) => !isKeptFrom(people, point, id));
  const hear = guests.some((one) => readers.includes(one.id) && partySideOf(one) === side);
  if (!meant || !hear) return "notNow";
  return { side, readers };
}

function decideTell({ state, meeting, person }: Asked, one: CarryPoint): Decision<CaseEvent> {
  const room = roomOf(meeting, person.id);
  if (room === null) return refuse("notNow");
  const telling = tellingIn(state, meeting, room, one);
  if (typeof telling === "string") return refuse(telling);
  if (one.told.some((told) => told.room === room.id)) return accept();
  return accept({
    kind: "pointTold",
    meeting: meeting.id,
    point: one.id,
    room: room.id,
    side: telling.side,
    readers: [...telling.readers],
  });
}

const ABILITY = {
  writePoint: "writePoint",
  confirmPoint: "confirmPoint",
  takeBackPoint: "writePoint",
  tellPoint: "tellPoint",
} as const;

export function decideCarry(
  state: CaseState,
  command: CarryCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  if (command.kind === "writePoint") return decideWrite(asked, command);
  const one = asked.meeting.desk.carry.find(({ id }) => id === command.point);
  if (one === undefined) return refuse("outOfDate");
  switch (command.kind) {
    case "confirmPoint":
      return decideConfirm(asked, one);
    case "takeBackPoint":
      return decideTakeBack(asked, one);
    case "tellPoint":
      return decideTell(asked, one);
  }
}
