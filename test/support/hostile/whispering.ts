/** Quiet words in the joint room: between whom, and whose each press is. */
import type { AskId, PersonId } from "#shared/core/ids.ts";
import type { Role } from "#shared/core/people.ts";
import { roomOf } from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";
import { everyone, type Ground, personIn, ROOMS, type Rows } from "./ground.ts";

const PARTIES: readonly Role[] = [
  "parent",
  "youngPerson",
  "laOfficer",
  "icbOfficer",
  "settingStaff",
];
const HELPERS: readonly Role[] = ["advocate", "interpreter", "intermediary"];

function isFor(ground: Ground, helper: PersonId, whom: PersonId): boolean {
  const [a, b] = [personIn(ground, helper), personIn(ground, whom)];
  if (a === undefined || b === undefined) return false;
  return HELPERS.includes(a.role) && a.supports === whom && PARTIES.includes(b.role);
}
function areLinked(ground: Ground, one: PersonId, other: PersonId): boolean {
  return isFor(ground, one, other) || isFor(ground, other, one);
}
function isBusy({ meeting }: Ground, id: PersonId): boolean {
  return meeting.sideLines.whispers.some(
    ({ people, state }) => state === "running" && people.includes(id),
  );
}
function everyWhisper({ meeting }: Ground): readonly AskId[] {
  return [...meeting.sideLines.whispers.map(({ id }) => id), foreignId("ask")];
}
function whisperCalled({ meeting }: Ground, expect: AskId) {
  return meeting.sideLines.whispers.find(({ id }) => id === expect);
}

export const WHISPERING: Rows<"askWhisper" | "answerWhisper" | "endWhisper" | "setWhisperLeave"> = {
  askWhisper: {
    roles: [...PARTIES, ...HELPERS],
    spots: ["joint"],
    attempts: (ground, actor) =>
      everyone(ground).map((person) => ({
        body: { person },
        may:
          areLinked(ground, actor, person) &&
          roomOf(ground.meeting, person)?.kind === "joint" &&
          ![actor, person].some((id) => isBusy(ground, id)),
      })),
  },
  answerWhisper: {
    roles: [...PARTIES, ...HELPERS],
    spots: ["joint"],
    attempts: (ground, actor) =>
      everyWhisper(ground).flatMap((expect) => {
        const one = whisperCalled(ground, expect);
        const may = one?.state === "asked" && one.people[1] === actor;
        return [
          { body: { expect, answer: "yes" } as const, may },
          { body: { expect, answer: "notNow" } as const, may },
        ];
      }),
  },
  endWhisper: {
    roles: [...PARTIES, ...HELPERS],
    spots: ["joint"],
    attempts: (ground, actor) =>
      everyWhisper(ground).map((expect) => {
        const one = whisperCalled(ground, expect);
        const mine = one?.people.includes(actor) === true;
        return {
          body: { expect },
          may: mine && (isBusy(ground, actor) || one.people[0] === actor),
        };
      }),
  },
  setWhisperLeave: {
    roles: [...PARTIES, ...HELPERS],
    spots: ROOMS,
    attempts: (ground, actor) =>
      everyone(ground).flatMap((person) => {
        const may = areLinked(ground, actor, person);
        return [
          { body: { person, given: true }, may },
          { body: { person, given: false }, may },
        ];
      }),
  },
};
