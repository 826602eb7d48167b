/** What each sees of the carry list: their own points, what was told to them, the mediator all. */
import type { CarryView, MediatorCarry, PointOwner, PointView } from "../contract/carry.ts";
import { isMediator, isParty, sideOf } from "../core/people.ts";
import { tellingIn, writingPlace } from "./carry.ts";
import { type CarryPoint, isKeptFrom, isWhole, speaksFor } from "./carry-list.ts";
import { isGuest, type Room, roomOf } from "./meeting.ts";
import { shownName, type Viewing } from "./viewing.ts";

function stateOf({ confirmed, told }: CarryPoint): PointView["state"] {
  if (told.length > 0) return "said";
  return confirmed ? "may" : "waiting";
}

function pointView({ names, me }: Viewing, point: CarryPoint): PointView | null {
  const { id, at, to } = point;
  const text = names(point.text);
  if (text === "") return null;
  const saidTo = [...new Set(point.told.map(({ side }) => side ?? "joint"))];
  return { id, at, text, to, state: stateOf(point), saidTo, mine: point.by === me.id };
}

/** By name where not the whole side is behind it: nobody's words are put into others' mouths. */
function ownerOf(viewing: Viewing, { side, owners }: CarryPoint): PointOwner {
  const parties = viewing.meeting.seats
    .flatMap((id) => viewing.state.people[id] ?? [])
    .filter((one) => isParty(one) && sideOf(one) === side);
  const theirs = parties.filter((one) => owners.includes(one.id));
  const names = theirs.map((one) => shownName(viewing, one));
  return { side, names: theirs.length === parties.length ? [] : names };
}

function told(viewing: Viewing, room: Room): CarryView["told"] {
  const { state, meeting, me, names } = viewing;
  if (isMediator(me)) return [];
  const athome = room.kind !== "joint" && !isGuest(room, me.id);
  return meeting.desk.carry.flatMap((point) => {
    const stands = point.told.some(({ room: where, side, readers }) =>
      side === null ? where === room.id : athome && readers.includes(me.id),
    );
    const text = names(point.text);
    if (!stands || text === "" || isKeptFrom(state.people, point, me.id)) return [];
    return [{ id: point.id, at: point.at, from: ownerOf(viewing, point), text }];
  });
}

export function carryView(viewing: Viewing, room: Room): CarryView {
  const { state, meeting, me } = viewing;
  const own = meeting.desk.carry.filter((one) => speaksFor(state.people, meeting, one, me.id));
  return {
    writeTo: writingPlace(state, meeting, me.id)?.targets ?? null,
    points: own.flatMap((one) => pointView(viewing, one) ?? []),
    told: told(viewing, room),
  };
}

export function mediatorCarry(viewing: Viewing): MediatorCarry {
  const { state, meeting, me } = viewing;
  const room = roomOf(meeting, me.id);
  const whole = meeting.desk.carry.filter((one) => isWhole(state.people, one));
  const keyOf = (one: CarryPoint): string => [one.side, ...one.owners].join(" ");
  return [...new Set(whole.map(keyOf))].flatMap((key) => {
    const same = whole.filter((one) => keyOf(one) === key);
    const points = same.flatMap((one) => {
      const view = pointView(viewing, one);
      if (view === null || room === null) return [];
      const here = one.told.some((telling) => telling.room === room.id);
      const tellHere = !here && typeof tellingIn(state, meeting, room, one) !== "string";
      return [{ ...view, tellHere }];
    });
    const [first] = same;
    return first === undefined || points.length === 0
      ? []
      : [{ from: ownerOf(viewing, first), points }];
  });
}
