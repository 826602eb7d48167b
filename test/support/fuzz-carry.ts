/** Random commands about what the mediator may carry, and who may know of it, from the rules. */
import type { CaseEvent } from "#shared/case/case-events.ts";
import { areApart } from "#shared/case/no-contact.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { PARTY_SIDES, partySideOf } from "#shared/core/people.ts";
import type { CarryPoint } from "#shared/meeting/carry-list.ts";
import { type Meeting, peopleIn, roomOf } from "#shared/meeting/meeting.ts";
import type { CoreCase } from "./core-case.ts";
import { at, type Builders, type FuzzStep, known, typed } from "./fuzz-draw.ts";

const points = (one: CoreCase, step: FuzzStep) => ({
  point: known(
    "message",
    step,
    one.meeting.desk.carry.map(({ id }) => id),
  ),
});

export const CARRY_BUILDERS: Pick<
  Builders,
  "writePoint" | "confirmPoint" | "takeBackPoint" | "tellPoint"
> = {
  writePoint: (one, actor, { a, b }) => ({
    to: b % 2 === 0 ? "all" : (at(PARTY_SIDES, a) ?? "la"),
    text: typed(one, "point", actor),
  }),
  confirmPoint: (one, _, step) => points(one, step),
  takeBackPoint: (one, _, step) => points(one, step),
  tellPoint: (one, _, step) => points(one, step),
};

const mayMeet = (one: CoreCase, people: readonly PersonId[], me: PersonId): boolean =>
  people.every((id) => !areApart(one.state.people, id, me));

/** The mediator; its own people in private; those it was told to, there or in their rooms. */
export function mayReadPoint(
  one: CoreCase,
  me: PersonId,
  leads: boolean,
  matches: (point: CarryPoint) => boolean,
): boolean {
  const point = one.meeting.desk.carry.find(matches);
  const room = roomOf(one.meeting, me);
  if (point === undefined || room === null) return false;
  if (leads) return true;
  if (!mayMeet(one, point.owners, me)) return false;
  const apart = room.kind !== "joint" && room.members.includes(me);
  const told = point.told.some(({ room: where, readers }) =>
    where === one.meeting.joint ? room.id === where : apart && readers.includes(me),
  );
  return told || (apart && point.owners.includes(me));
}

/** Whose point a step is about: they see what becomes of it. */
export function ownersTold(before: Meeting, events: readonly CaseEvent[]): readonly PersonId[] {
  return events.flatMap((event) => {
    if (event.kind === "pointWritten") return event.owners;
    if (!("point" in event)) return [];
    const point = before.desk.carry.find(({ id }) => id === event.point);
    return [...(point?.owners ?? []), ...(event.kind === "pointTold" ? event.readers : [])];
  });
}

/** What must hold of every point, whatever was pressed. */
export function carryRules(one: CoreCase, events: readonly CaseEvent[], before: Meeting) {
  const wrong: string[] = [];
  for (const event of events) {
    if (event.kind === "pointTold") {
      const point = before.desk.carry.find(({ id }) => id === event.point);
      const inside = peopleIn(one.meeting, event.room);
      if (point?.confirmed !== true) wrong.push("told without a yes");
      if (!inside.some((id) => one.state.people[id]?.role === "mediator"))
        wrong.push("told unsaid");
      if (inside.some((id) => point?.owners.includes(id) === true && event.side !== null)) {
        wrong.push("told to its own people");
      }
      if (inside.some((id) => !mayMeet(one, point?.owners ?? [], id))) wrong.push("told across");
    }
    if (event.kind === "pointTakenBack") {
      const point = before.desk.carry.find(({ id }) => id === event.point);
      if ((point?.told.length ?? 1) > 0) wrong.push("taken back after it was told");
    }
  }
  for (const { owners, side, told } of one.meeting.desk.carry) {
    const sides = owners.map((id) => {
      const person = one.state.people[id];
      return person === undefined ? null : partySideOf(person);
    });
    if (sides.length === 0 || sides.some((own) => own !== side)) wrong.push("a point of no side");
    if (told.some((one) => one.side === side)) wrong.push("told to its own side");
  }
  return wrong;
}
