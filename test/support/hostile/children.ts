/** Children and young people: who may tell, confirm, say yes, and what a child may say at all. */
import { CHILD_RULES_VERSION, RULES_VERSION } from "#shared/meeting/admission.ts";
import type { PersonId, RoomId } from "#shared/core/ids.ts";
import type { Role } from "#shared/core/people.ts";
import { peopleIn, type Room, roomOf } from "#shared/meeting/meeting.ts";

import {
  everyone,
  everyRoom,
  type Ground,
  type Kind,
  MEDIATORS,
  mustNotMeet,
  personIn,
  ROOMS,
  type Rows,
  sameRoom,
} from "./ground.ts";
import { ROLES } from "#shared/core/people.ts";

/** All that a child guest can say. */
const FOR_CHILDREN: readonly Kind[] = [
  "chooseName",
  "tellCompany",
  "acceptRules",
  "arrive",
  "enter",
  "startBreak",
  "returnToJointRoom",
  "goIn",
  "leaveMeeting",
  "answerSeat",
];

/** What nobody says in a room where a child is. */
const PUT_AWAY: readonly Kind[] = [
  "sendMessage",
  "releaseText",
  "sayInRoom",
  "writePoint",
  "confirmPoint",
  "takeBackPoint",
  "tellPoint",
  "setWriters",
  "setCurrentItem",
  "freezeAgreement",
  "signAgreement",
  "withdrawSignature",
  "reopenAgreement",
];

export function isChildId(ground: Ground, id: PersonId): boolean {
  return personIn(ground, id)?.role === "child";
}

function isFolded({ meeting }: Ground, room: RoomId): boolean {
  return meeting.children.folded.includes(room);
}

/** Whether a child guest, or a child in the room, leaves this command at all. */
export function isLeft(ground: Ground, actor: PersonId, kind: Kind): boolean {
  if (isChildId(ground, actor) && !FOR_CHILDREN.includes(kind)) return false;
  const room = roomOf(ground.meeting, actor);
  return room === null || !isFolded(ground, room.id) || !PUT_AWAY.includes(kind);
}

export function rulesFor(ground: Ground, id: PersonId): string {
  return isChildId(ground, id) ? CHILD_RULES_VERSION : RULES_VERSION;
}

/** A child goes where an adult of theirs is, or two adults. */
export function isSafeThere(ground: Ground, id: PersonId, room: Room | undefined): boolean {
  if (!isChildId(ground, id)) return true;
  const inside = room === undefined ? [] : peopleIn(ground.meeting, room.id);
  const adults = inside.filter((one) => {
    const role = personIn(ground, one)?.role;
    return role !== "child" && role !== "youngPerson";
  });
  const own = adults.some((one) => {
    const person = personIn(ground, one);
    const theirs = person?.role === "parent" || person?.supports === id;
    return theirs && !mustNotMeet(ground, id, one);
  });
  return own || adults.length > 1;
}

/** Every young person round the table said yes to this parent. */
export function isWelcome(ground: Ground, id: PersonId): boolean {
  const { meeting } = ground;
  if (personIn(ground, id)?.role !== "parent") return true;
  return meeting.seats
    .filter((one) => personIn(ground, one)?.role === "youngPerson")
    .every((young) =>
      meeting.children.welcome.some((word) => word.young === young && word.parent === id),
    );
}

export const CHILDREN: Rows<"tellChildHere" | "confirmChildLeft" | "answerParent" | "setEasyView"> =
  {
    tellChildHere: {
      roles: [...MEDIATORS, "parent"],
      spots: ROOMS,
      attempts: (ground, actor) =>
        everyone(ground).map((beside) => ({
          body: { beside },
          may: sameRoom(ground, actor, beside) && personIn(ground, beside)?.role === "parent",
        })),
    },
    confirmChildLeft: {
      roles: MEDIATORS,
      spots: ROOMS,
      attempts: (ground) =>
        everyRoom(ground).map((room) => {
          const inside = peopleIn(ground.meeting, room);
          const still = inside.some((id) => isChildId(ground, id));
          return { body: { room }, may: isFolded(ground, room) && !still };
        }),
    },
    answerParent: {
      roles: ["youngPerson"] satisfies readonly Role[],
      spots: ["preparing", "waiting", "called", ...ROOMS],
      attempts: (ground) =>
        everyone(ground).flatMap((parent) =>
          [true, false].map((welcome) => ({
            body: { parent, welcome },
            may: personIn(ground, parent)?.role === "parent",
          })),
        ),
    },
    setEasyView: {
      roles: ROLES,
      spots: ["preparing", "waiting", "called", "left", ...ROOMS],
      attempts: () => [true, false].map((on) => ({ body: { on }, may: true })),
    },
  };
