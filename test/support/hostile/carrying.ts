/** What the mediator may take across: who may write, confirm, take back and tell a point, where. */
import type { CarryPoint } from "#shared/meeting/carry-list.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { PARTY_SIDES, type Role } from "#shared/core/people.ts";
import { peopleIn, type Room, roomOf } from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";
import {
  type Ground,
  isLeader,
  MEDIATORS,
  mustNotMeet,
  personIn,
  PRIVATE,
  ROOMS,
  type Rows,
  sideServed,
} from "./ground.ts";

/** Those who are of a side themselves, not only here for somebody of it. */
const OF_A_SIDE: readonly Role[] = [
  "parent",
  "youngPerson",
  "supporter",
  "advocate",
  "laOfficer",
  "icbOfficer",
  "settingStaff",
];

function isOfASide(ground: Ground, id: PersonId): boolean {
  const role = personIn(ground, id)?.role;
  return role !== undefined && OF_A_SIDE.includes(role);
}

/** Whose room it is: of one side, when everybody there by right is here for that side. */
function homeSide(ground: Ground, room: Room): string | null {
  if (room.kind === "joint" || room.kind === "quiet") return null;
  const members = room.members.filter((id) => !isLeader(ground, id));
  const [side, ...others] = new Set(members.map((id) => sideServed(ground, id)));
  return others.length > 0 ? null : (side ?? null);
}

/** Where a point can be written by this person now: the room's side, with the mediator there. */
function writingSide(ground: Ground, actor: PersonId): string | null {
  const room = roomOf(ground.meeting, actor);
  const side = room === null ? null : homeSide(ground, room);
  if (room === null || side === null) return null;
  const inside = peopleIn(ground.meeting, room.id);
  const owners = room.members.filter((id) => isOfASide(ground, id) && inside.includes(id));
  const led = inside.some((id) => isLeader(ground, id));
  const mine = isLeader(ground, actor) || owners.includes(actor);
  return led && mine && owners.length > 0 ? side : null;
}

function areWhole(ground: Ground, { owners }: CarryPoint): boolean {
  return !owners.some((one) => owners.some((other) => mustNotMeet(ground, one, other)));
}

/** One of its people, in a private room by right. */
function speaksFor(ground: Ground, point: CarryPoint, actor: PersonId): boolean {
  const room = roomOf(ground.meeting, actor);
  const home = room !== null && room.kind !== "joint" && room.members.includes(actor);
  return home && point.owners.includes(actor) && areWhole(ground, point);
}

function mayTell(ground: Ground, actor: PersonId, point: CarryPoint): boolean {
  const room = roomOf(ground.meeting, actor);
  if (room === null || !point.confirmed || !areWhole(ground, point)) return false;
  const guests = peopleIn(ground.meeting, room.id).filter((id) => !isLeader(ground, id));
  const apart = guests.some((id) => point.owners.some((one) => mustNotMeet(ground, id, one)));
  if (apart) return false;
  if (room.kind === "joint") {
    const others = guests.some(
      (id) => !isOfASide(ground, id) || sideServed(ground, id) !== point.side,
    );
    return point.to === "all" && others;
  }
  const side = homeSide(ground, room);
  const meant = side !== null && side !== point.side && ["all", side].includes(point.to);
  return meant && guests.some((id) => room.members.includes(id) && isOfASide(ground, id));
}

function aboutEach(
  { meeting }: Ground,
  may: (point: CarryPoint) => boolean,
): readonly { readonly body: { readonly point: CarryPoint["id"] }; readonly may: boolean }[] {
  return [
    ...meeting.desk.carry.map((point) => ({ body: { point: point.id }, may: may(point) })),
    { body: { point: foreignId("message") }, may: false },
  ];
}

export const CARRYING: Rows<"writePoint" | "confirmPoint" | "takeBackPoint" | "tellPoint"> = {
  writePoint: {
    roles: [...MEDIATORS, ...OF_A_SIDE],
    spots: PRIVATE,
    attempts(ground, actor) {
      const side = writingSide(ground, actor);
      const text = "We could start in May.";
      return [
        ...PARTY_SIDES.map((to) => ({
          body: { to, text },
          may: side !== null && side !== to,
        })),
        { body: { to: "all", text }, may: side !== null },
        { body: { to: "all", text: " " }, may: false },
      ];
    },
  },
  confirmPoint: {
    roles: OF_A_SIDE,
    spots: PRIVATE,
    attempts: (ground, actor) => aboutEach(ground, (point) => speaksFor(ground, point, actor)),
  },
  takeBackPoint: {
    roles: [...MEDIATORS, ...OF_A_SIDE],
    spots: PRIVATE,
    attempts: (ground, actor) =>
      aboutEach(ground, (point) => {
        const own = isLeader(ground, actor) && point.by === actor && !point.confirmed;
        return point.told.length === 0 && (own || speaksFor(ground, point, actor));
      }),
  },
  tellPoint: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) => aboutEach(ground, (point) => mayTell(ground, actor, point)),
  },
};
