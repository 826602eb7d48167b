/** Moves, doors, invitations, coming in, people kept apart: who may say what, where, about whom. */
import type { PersonId, RoomId } from "#shared/core/ids.ts";
import { ROLES } from "#shared/core/people.ts";
import { ANNOUNCED_SECONDS } from "#shared/meeting/entries.ts";
import { type Ask, attendanceOf, peopleIn, type Room, roomsOf } from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";
import { isChildId, isSafeThere } from "./children.ts";
import {
  always,
  everyone,
  everyRoom,
  type Ground,
  inRoom,
  isInside,
  isLeader,
  MEDIATORS,
  mustBeAsked,
  mustNotMeet,
  OPEN,
  OTHERS,
  personIn,
  PRIVATE,
  roomCalled,
  ROOMS,
  type Rows,
  sideServed,
  STRANGER,
} from "./ground.ts";

const WISHES = { microphone: false, camera: false };
/** More prepared rooms than these are refused. */
const MOST_ROOMS = 12;

function leadIsIn(ground: Ground, room: RoomId): boolean {
  return peopleIn(ground.meeting, room).some((id) => isLeader(ground, id));
}

/** A side's or one's own people to go away with. */
function hasPeople(ground: Ground, id: PersonId): boolean {
  const side = roomsOf(ground.meeting).some(
    (room) => room.kind === "side" && room.members.includes(id),
  );
  return side || (!isLeader(ground, id) && sideServed(ground, id) === null);
}

function atDoor({ meeting }: Ground, room: Room): Ask | undefined {
  return meeting.asks.find((ask) => ask.kind !== "invitation" && ask.room === room.id);
}

function mayKnock(ground: Ground, actor: PersonId, id: RoomId): boolean {
  const room = roomCalled(ground, id);
  if (room === undefined || isInside(ground, id, actor)) return false;
  const heard = peopleIn(ground.meeting, id).some((one) => room.members.includes(one));
  const answerable = ["side", "own", "noSide", "talk"].includes(room.kind);
  return heard && answerable && atDoor(ground, room)?.state !== "open";
}

/** A press on what is asked: by whom it was asked of, and as long as it stands. */
function mayAnswer(ground: Ground, actor: PersonId, ask: Ask, answer: string): boolean {
  if (ask.state === "notNow") return false;
  if (ask.kind === "invitation") {
    const minute = ask.state === "open" && isLeader(ground, ask.by);
    return ask.to === actor && (answer !== "minute" || minute);
  }
  const room = roomCalled(ground, ask.room);
  const home = room?.members.includes(actor) === true && isInside(ground, ask.room, actor);
  const told = ask.kind === "entry" && ask.because === "safety";
  return home && ask.by !== actor && answer !== "minute" && !told;
}

/** The room that is somebody's own in shuttle style, or when they are kept apart. */
export function isHome(ground: Ground, actor: PersonId, room: Room): boolean {
  const person = personIn(ground, actor);
  const { style } = ground.meeting;
  const flagged = [actor, person?.supports].some(
    (id) => id != null && (personIn(ground, id)?.noContact.length ?? 0) > 0,
  );
  if (person === undefined || (style !== "shuttle" && !flagged)) return false;
  const theirs = [person.id, ...(person.supports === null ? [] : [person.supports])];
  if (room.kind === "side") return room.members.some((id) => theirs.includes(id));
  return ["own", "noSide"].includes(room.kind) && room.members.includes(actor);
}

function mayGoIn(ground: Ground, actor: PersonId, id: RoomId): boolean {
  const room = roomCalled(ground, id);
  if (room === undefined || isInside(ground, id, actor)) return false;
  if (!isSafeThere(ground, actor, room)) return false;
  return (room.kind === "chosen" && room.members.includes(actor)) || isHome(ground, actor, room);
}

/** Groups for a talk or a prepared room: each alone, some of one side, of two, nonsense. */
function groups(ground: Ground): readonly PersonId[][] {
  const { mum, dad, advocate, officer, observer, mediator } = ground.ids;
  return [
    ...everyone(ground).map((id) => [id]),
    [mum, dad],
    [mum, advocate],
    [mum, officer],
    [observer, officer],
    [dad, mediator],
    [mum, mum],
    [mum, STRANGER],
  ];
}

function isGroup(ground: Ground, people: readonly PersonId[]): boolean {
  const { meeting } = ground;
  const known = people.every((id) => meeting.seats.includes(id) && !isLeader(ground, id));
  const apart = people.some((one) => people.some((other) => mustNotMeet(ground, one, other)));
  if (people.some((id) => isChildId(ground, id))) return false;
  return known && !apart && new Set(people).size === people.length;
}
function sidesIn(ground: Ground, people: readonly PersonId[]): number {
  return new Set(people.map((id) => sideServed(ground, id))).size;
}

/** Whether the flagged person would meet the other: there, or asked to come there. */
function wouldMeet(ground: Ground, room: Room, id: PersonId): boolean {
  const { meeting } = ground;
  const coming = meeting.asks.flatMap((ask) =>
    ask.kind === "invitation" && ask.room === room.id && ask.state !== "notNow" ? [ask.to] : [],
  );
  const chosen = meeting.together?.running === true ? meeting.together.people : [];
  return [...peopleIn(meeting, room.id), ...coming].some(
    (other) => mustNotMeet(ground, id, other) && chosen.length === 0,
  );
}

function mayInvite(ground: Ground, room: Room | undefined, by: PersonId, to: PersonId): boolean {
  if (room === undefined || (room.kind !== "joint" && room.kind !== "chosen")) return false;
  if (isChildId(ground, to)) return false;
  if (to === by || !inRoom(ground, to) || isInside(ground, room.id, to)) return false;
  const welcome = room.kind === "joint" || room.members.includes(to);
  return welcome && !(room.kind === "joint" && wouldMeet(ground, room, to));
}

/** Everything that has an id of this kind and could be answered, and one that has not. */
function everyAsk({ meeting }: Ground) {
  const questions = meeting.seats.flatMap((id) => attendanceOf(meeting, id).question?.id ?? []);
  const together = meeting.together === null ? [] : [meeting.together.id];
  return [...meeting.asks.map(({ id }) => id), ...questions, ...together, foreignId("ask")];
}

export const MOVES: Rows<
  | "startBreak"
  | "returnToJointRoom"
  | "knock"
  | "callToTalk"
  | "answerAsk"
  | "setStyle"
  | "prepareRoom"
  | "withdrawRoom"
  | "invite"
  | "goIn"
> = {
  startBreak: {
    roles: ROLES,
    spots: ROOMS,
    attempts: (ground, actor) => {
      const grown = !isChildId(ground, actor);
      return [
        { body: { with: "myself" }, may: grown },
        ...always({ with: "quiet" } as const),
        { body: { with: "people" }, may: grown && hasPeople(ground, actor) },
      ];
    },
  },
  returnToJointRoom: {
    roles: ROLES,
    spots: PRIVATE,
    attempts(ground, actor) {
      const { style, joint } = ground.meeting;
      const led = style === "joint" || isLeader(ground, actor) || leadIsIn(ground, joint);
      const safe = isSafeThere(ground, actor, roomCalled(ground, joint));
      const may = led && safe && !mustBeAsked(ground, actor);
      return [
        { body: {}, may },
        { body: { wishes: WISHES }, may },
      ];
    },
  },
  knock: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyRoom(ground).map((room) => ({ body: { room }, may: mayKnock(ground, actor, room) })),
  },
  callToTalk: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) =>
      groups(ground).map((people) => ({
        body: { people },
        may:
          isGroup(ground, people) &&
          people.every((id) => inRoom(ground, id)) &&
          sidesIn(ground, people) === 1,
      })),
  },
  answerAsk: {
    roles: ROLES,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyAsk(ground).flatMap((expect) =>
        (["notNow", "minute", "yes"] as const).map((answer) => {
          const ask = ground.meeting.asks.find(({ id }) => id === expect);
          const may = ask !== undefined && mayAnswer(ground, actor, ask, answer);
          return { body: { expect, answer }, may };
        }),
      ),
  },
  setStyle: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: () => [
      ...always({ style: "joint" } as const),
      ...always({ style: "shuttle" } as const),
    ],
  },
  prepareRoom: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts(ground) {
      const rooms = roomsOf(ground.meeting).filter(({ kind }) => kind === "chosen").length;
      return groups(ground).flatMap((people) =>
        [true, false].map((withMediator) => ({
          body: { people, withMediator },
          may:
            isGroup(ground, people) &&
            rooms < MOST_ROOMS &&
            (withMediator || sidesIn(ground, people) === 1),
        })),
      );
    },
  },
  withdrawRoom: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: (ground) =>
      everyRoom(ground).map((room) => {
        const empty = peopleIn(ground.meeting, room).length === 0;
        return { body: { room }, may: empty && roomCalled(ground, room)?.kind === "chosen" };
      }),
  },
  invite: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts(ground, actor) {
      const { meeting, ids } = ground;
      const chosen = roomsOf(meeting).filter(({ kind }) => kind === "chosen");
      const pairs = [
        ...everyone(ground).map((id) => [meeting.joint, id] as const),
        ...chosen.flatMap(({ id, members }) =>
          [...members, ids.nurse].map((to) => [id, to] as const),
        ),
        ...everyRoom(ground).map((id) => [id, ids.mum] as const),
      ];
      return pairs.map(([room, to]) => ({
        body: { room, people: [to] },
        may: mayInvite(ground, roomCalled(ground, room), actor, to),
      }));
    },
  },
  goIn: {
    roles: ROLES,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyRoom(ground).map((room) => ({ body: { room }, may: mayGoIn(ground, actor, room) })),
  },
};

function mayGiveLeave(ground: Ground, actor: PersonId, id: RoomId): boolean {
  const room = roomCalled(ground, id);
  const home = room?.members.includes(actor) === true && isInside(ground, id, actor);
  return home && ["side", "own", "noSide"].includes(room.kind);
}

function pairs({ ids }: Ground): readonly [PersonId, PersonId][] {
  const { mum, dad, advocate, mediator, officer } = ids;
  return [
    [mum, dad],
    [dad, officer],
    [mum, advocate],
    [mum, mediator],
    [mum, mum],
    [mum, STRANGER],
  ];
}

export const ENTRIES: Rows<
  | "setStandingLeave"
  | "enterForSafety"
  | "comeIn"
  | "setNoContact"
  | "askTogether"
  | "answerTogether"
  | "beginTogether"
  | "endTogether"
> = {
  setStandingLeave: {
    roles: OTHERS,
    spots: ["side", "own", "noSide"],
    attempts: (ground, actor) =>
      everyRoom(ground).flatMap((room) =>
        [true, false].map((given) => ({
          body: { room, given },
          may: mayGiveLeave(ground, actor, room),
        })),
      ),
  },
  enterForSafety: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyRoom(ground).map((id) => {
        const room = roomCalled(ground, id);
        const inside = peopleIn(ground.meeting, id);
        if (room === undefined) return { body: { room: id, reason: "harm" }, may: false };
        const door = atDoor(ground, room);
        const announced = door?.kind === "entry" && door.state === "open";
        const apart = room.kind !== "joint" && room.kind !== "quiet" && !announced;
        const may = apart && inside.length > 0 && !inside.includes(actor);
        return { body: { room: id, reason: "harm" } as const, may };
      }),
  },
  comeIn: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyAsk(ground).map((expect) => {
        const ask = ground.meeting.asks.find(({ id }) => id === expect);
        const mine = ask?.kind === "entry" && ask.by === actor && ask.state === "open";
        const waited = mine && ground.now - Date.parse(ask.at) >= ANNOUNCED_SECONDS * 1000;
        return { body: { expect }, may: waited };
      }),
  },
  setNoContact: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: (ground) =>
      pairs(ground).flatMap((people) =>
        [true, false].map((on) => {
          const [one, other] = people;
          const known = people.every(
            (id) => ground.meeting.seats.includes(id) && !isLeader(ground, id),
          );
          const forOne = (id: PersonId) => personIn(ground, id)?.supports ?? id;
          return { body: { people, on }, may: known && forOne(one) !== forOne(other) };
        }),
      ),
  },
  askTogether: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: (ground) =>
      pairs(ground).flatMap((people) => {
        const [one, other] = people;
        const flagged = personIn(ground, one)?.noContact.includes(other) === true;
        const here = people.every((id) => inRoom(ground, id));
        const may = flagged && here && ground.meeting.together?.running !== true;
        return [
          { body: { people, part: "The plan" }, may },
          { body: { people, part: " " }, may: false },
        ];
      }),
  },
  answerTogether: {
    roles: OTHERS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyAsk(ground).flatMap((expect) =>
        (["notNow", "yes"] as const).map((answer) => {
          const { together } = ground.meeting;
          const mine = together?.id === expect && together.people.includes(actor);
          return { body: { expect, answer }, may: mine && !together.running };
        }),
      ),
  },
  beginTogether: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: (ground) =>
      everyAsk(ground).map((expect) => {
        const { together } = ground.meeting;
        const agreed = together?.people.every((id) => together.answers[id] === "yes") === true;
        return { body: { expect }, may: together?.id === expect && agreed && !together.running };
      }),
  },
  endTogether: {
    roles: ROLES,
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyAsk(ground).map((expect) => {
        const { together } = ground.meeting;
        const mine = together?.running === true && together.people.includes(actor);
        const may = together?.id === expect && (mine || isLeader(ground, actor));
        return { body: { expect }, may };
      }),
  },
};
