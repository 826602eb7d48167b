/** Hands, muting, turns, the pause, the end: who may say what, where, about whom. */
import type { PersonId } from "#shared/core/ids.ts";
import { isParty, PARTY_SIDES, ROLES } from "#shared/core/people.ts";
import { attendanceOf, peopleIn } from "#shared/meeting/meeting.ts";
import { OUTCOMES } from "#shared/meeting/moderation-state.ts";

import { foreignId } from "../core-case.ts";
import {
  always,
  everyone,
  type Ground,
  isInside,
  isLeader,
  MEDIATORS,
  personIn,
  OPEN,
  ROOMS,
  type Rows,
  sameRoom,
  sideServed,
} from "./ground.ts";

function about(
  ground: Ground,
  may: (id: PersonId) => boolean,
): readonly { readonly body: { readonly person: PersonId }; readonly may: boolean }[] {
  return everyone(ground).map((person) => ({ body: { person }, may: may(person) }));
}

/** The full minute so many days from now. */
function inDays({ now }: Ground, days: number): string {
  const minute = 60_000;
  const day = 24 * 60 * minute;
  return new Date(Math.floor(now / minute) * minute + days * day).toISOString();
}

function stageOf({ meeting }: Ground, id: PersonId): string {
  return meeting.seats.includes(id) ? attendanceOf(meeting, id).stage.stage : "unknown";
}

/** The hand that went up first, of those in the joint room. */
function nextHand({ meeting }: Ground): PersonId | undefined {
  const order = (id: PersonId) => attendanceOf(meeting, id).hand ?? Infinity;
  const up = peopleIn(meeting, meeting.joint).filter((id) => order(id) < Infinity);
  return up.sort((one, other) => order(one) - order(other))[0];
}

/** Somebody is in the joint room whom the turn could be for. */
function canTurn(ground: Ground, ids: readonly PersonId[]): boolean {
  const { meeting } = ground;
  return !meeting.paused && ids.some((id) => isInside(ground, meeting.joint, id));
}

/** A side's turn is led by its parties: a supporter or a child alone has none to give away. */
function leadsTurnOf(ground: Ground, id: PersonId, side: string): boolean {
  const person = personIn(ground, id);
  return person !== undefined && isParty(person) && sideServed(ground, id) === side;
}

export const HANDS: Rows<
  | "raiseHand"
  | "lowerHand"
  | "lowerHandOf"
  | "mutePerson"
  | "askToUnmute"
  | "askCameraOff"
  | "dismissNotice"
  | "askToWaitOutside"
  | "removePerson"
  | "letBackIn"
> = {
  raiseHand: { roles: ROLES, spots: ROOMS, attempts: () => always({}) },
  lowerHand: { roles: ROLES, spots: ROOMS, attempts: () => always({}) },
  lowerHandOf: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) => about(ground, (id) => sameRoom(ground, actor, id)),
  },
  mutePerson: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      about(ground, (id) => sameRoom(ground, actor, id) && !isLeader(ground, id)),
  },
  askToUnmute: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) => about(ground, (id) => sameRoom(ground, actor, id) && id !== actor),
  },
  askCameraOff: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) => about(ground, (id) => sameRoom(ground, actor, id) && id !== actor),
  },
  dismissNotice: {
    roles: ROLES,
    spots: ROOMS,
    attempts: ({ meeting }, actor) => {
      const { notices } = attendanceOf(meeting, actor);
      return [...always({ expect: notices }), ...always({ expect: notices - 1 })];
    },
  },
  askToWaitOutside: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) =>
      about(
        ground,
        (id) =>
          !isLeader(ground, id) &&
          (stageOf(ground, id) === "called" || sameRoom(ground, actor, id)),
      ),
  },
  removePerson: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) =>
      everyone(ground).map((person) => {
        const here = ["waiting", "called", "in"].includes(stageOf(ground, person));
        return { body: { person, reason: "" }, may: here && !isLeader(ground, person) };
      }),
  },
  letBackIn: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) => about(ground, (id) => stageOf(ground, id) === "out"),
  },
};

export const LEADING: Rows<
  | "demandEncryption"
  | "resumeMeeting"
  | "giveTurn"
  | "nextTurn"
  | "continueTurn"
  | "endTurn"
  | "setLock"
  | "showCard"
  | "putCardAway"
  | "pauseJointRoom"
  | "resumeJointRoom"
  | "leaveMeeting"
  | "endMeeting"
  | "planSitting"
  | "setWriters"
  | "setCurrentItem"
> = {
  demandEncryption: {
    roles: MEDIATORS,
    spots: OPEN,
    attempts: ({ state, meeting }) => {
      const came = meeting.seats.filter((id) => attendanceOf(meeting, id).generation > 0);
      const alone = came.every((id) => state.people[id]?.role === "mediator");
      const body = { on: false } as const;
      return [
        ...always({ on: true } as const),
        { body, may: alone || !meeting.settings.encryptionDemanded },
      ];
    },
  },
  resumeMeeting: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: ({ meeting }, actor) => [{ body: {}, may: meeting.moderation.lost.includes(actor) }],
  },
  giveTurn: {
    roles: MEDIATORS,
    spots: ["joint"],
    attempts: (ground) => [
      ...PARTY_SIDES.map((side) => ({
        body: { to: { side }, minutes: 5 },
        may: canTurn(
          ground,
          ground.meeting.seats.filter((id) => leadsTurnOf(ground, id, side)),
        ),
      })),
      ...everyone(ground).map((person) => ({
        body: { to: { person }, minutes: null },
        may: canTurn(ground, [person]) && !isLeader(ground, person),
      })),
    ],
  },
  nextTurn: {
    roles: MEDIATORS,
    spots: ["joint"],
    attempts: (ground) =>
      everyone(ground).map((expect) => ({
        body: { expect, minutes: null },
        may: nextHand(ground) === expect && canTurn(ground, [expect]) && !isLeader(ground, expect),
      })),
  },
  continueTurn: {
    roles: MEDIATORS,
    spots: ["joint"],
    attempts(ground) {
      const { turn, turns } = ground.meeting.moderation;
      const may = turn !== null && canTurn(ground, turn.leads);
      return [
        { body: { expect: turns }, may },
        { body: { expect: turns - 1 }, may: false },
      ];
    },
  },
  endTurn: {
    roles: ROLES,
    spots: ["joint"],
    attempts(ground, actor) {
      const { turn, turns } = ground.meeting.moderation;
      const mine = isLeader(ground, actor) || turn?.people.includes(actor) === true;
      return [
        { body: { expect: turns }, may: turn !== null && mine },
        { body: { expect: turns + 1 }, may: false },
      ];
    },
  },
  showCard: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground, actor) => [
      {
        body: { card: "rules", to: null },
        may: everyone(ground).some((id) => id !== actor && sameRoom(ground, actor, id)),
      },
      ...everyone(ground).map((to) => ({
        body: { card: "roles", to } as const,
        may: to !== actor && sameRoom(ground, actor, to),
      })),
    ],
  },
  putCardAway: {
    roles: ROLES,
    spots: ROOMS,
    attempts: ({ meeting }) => always({ expect: meeting.moderation.cardsShown }),
  },
  setLock: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: () => [...always({ locked: true }), ...always({ locked: false })],
  },
  pauseJointRoom: { roles: MEDIATORS, spots: ROOMS, attempts: () => always({}) },
  resumeJointRoom: { roles: MEDIATORS, spots: ROOMS, attempts: () => always({}) },
  leaveMeeting: {
    roles: ROLES,
    spots: ["waiting", "called", ...ROOMS],
    attempts: () => always({}),
  },
  endMeeting: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) => [
      ...always({}),
      ...OUTCOMES.flatMap((outcome) => always({ outcome })),
      { body: { outcome: "finished", goesOnAt: inDays(ground, 30) }, may: false },
      { body: { outcome: "adjourned", goesOnAt: inDays(ground, -30) }, may: false },
      { body: { outcome: "adjourned", goesOnAt: inDays(ground, 30) }, may: true },
    ],
  },
  planSitting: {
    roles: MEDIATORS,
    spots: ["over"],
    attempts: (ground) => [
      {
        body: { startsAt: inDays(ground, 30) },
        may: ground.meeting.moderation.outcome === "adjourned",
      },
      { body: { startsAt: inDays(ground, -30) }, may: false },
    ],
  },
  setWriters: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: () => [
      ...always({ writers: "mediator" } as const),
      ...always({ writers: "everyone" } as const),
    ],
  },
  setCurrentItem: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: () => [...always({ item: null }), ...always({ item: foreignId("clause") })],
  },
};
