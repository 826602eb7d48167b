/** The points that the mediator may carry, and whose they are (CARRY-1 to CARRY-8). */
import { areApart } from "../case/no-contact.ts";
import type { CarryTo } from "../contract/carry.ts";
import type { Stamp } from "../core/decider.ts";
import type { MessageId, PersonId, RoomId } from "../core/ids.ts";
import type { PartySide, TextRef } from "../core/people.ts";
import type { CarryEvent } from "./carry-events.ts";
import { isGuest, type Meeting, roomOf } from "./meeting.ts";
import type { People } from "./sides-away.ts";

export type CarryPoint = {
  readonly id: MessageId;
  readonly at: string;
  readonly by: PersonId | null;
  readonly side: PartySide;
  /** Those of the side who were by right in the room where it was written. */
  readonly owners: readonly PersonId[];
  readonly to: CarryTo;
  readonly text: TextRef;
  readonly confirmed: boolean;
  readonly told: readonly {
    readonly room: RoomId;
    readonly side: PartySide | null;
    readonly readers: readonly PersonId[];
  }[];
};

export function evolveCarry(
  points: readonly CarryPoint[],
  event: CarryEvent,
  { actor, at }: Stamp,
): readonly CarryPoint[] {
  const change = (next: (point: CarryPoint) => CarryPoint) =>
    points.map((one) => (one.id === event.point ? next(one) : one));
  switch (event.kind) {
    case "pointWritten": {
      const { point: id, side, owners, to, text } = event;
      const by = actor === "system" ? null : actor;
      return [...points, { id, at, by, side, owners, to, text, confirmed: false, told: [] }];
    }
    case "pointConfirmed":
      return change((one) => ({ ...one, confirmed: true }));
    case "pointTakenBack":
      return points.filter((one) => one.id !== event.point);
    case "pointTold": {
      const { room, side, readers } = event;
      return change((one) => ({ ...one, told: [...one.told, { room, side, readers }] }));
    }
  }
}

/** A point of people who must not meet any more is nobody's: what one wrote is not the other's. */
export function isWhole(people: People, { owners }: CarryPoint): boolean {
  return owners.every((one) => owners.every((other) => !areApart(people, one, other)));
}

/** Whether this person speaks for the point where they are: in a private room, by right. */
export function speaksFor(
  people: People,
  meeting: Meeting,
  point: CarryPoint,
  person: PersonId,
): boolean {
  const room = roomOf(meeting, person);
  const atHome = room !== null && room.kind !== "joint" && !isGuest(room, person);
  return atHome && point.owners.includes(person) && isWhole(people, point);
}

/** Nobody reads words of those whom they must not meet. */
export function isKeptFrom(people: People, { owners }: CarryPoint, reader: PersonId): boolean {
  return owners.some((owner) => areApart(people, owner, reader));
}
