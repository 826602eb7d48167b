/** Asking for help, messages, chat, sharing, times, and the agreement: who may say what, where. */
import { agreementOf } from "#shared/case/case.ts";
import type { PersonId, RoomId } from "#shared/core/ids.ts";
import { type Role, ROLES } from "#shared/core/people.ts";
import { attendanceOf, peopleIn, roomOf } from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";
import {
  always,
  everyRoom,
  type Ground,
  inRoom,
  isHeld,
  isLeader,
  isWithoutMediator,
  MEDIATORS,
  OTHERS,
  personIn,
  PRIVATE,
  ROOMS,
  type Rows,
  sideServed,
} from "./ground.ts";

const HIDDEN = "so\u202e";

function hereOf({ meeting }: Ground, actor: PersonId): RoomId | undefined {
  return roomOf(meeting, actor)?.id;
}

/** Alone with a mediator already. */
function areTwo(ground: Ground, actor: PersonId): boolean {
  const here = hereOf(ground, actor);
  if (here === undefined) return false;
  const inside = peopleIn(ground.meeting, here);
  return inside.length === 2 && inside.some((id) => isLeader(ground, id));
}

/** A room that can be told something: people are in it, and no mediator. */
function reachable(ground: Ground): readonly { readonly room: RoomId | null; may: boolean }[] {
  const rooms = everyRoom(ground).map((room) => ({ room, may: isWithoutMediator(ground, room) }));
  return [{ room: null, may: rooms.some(({ may }) => may) }, ...rooms];
}

export const DESK: Rows<
  | "askForHelp"
  | "withdrawHelp"
  | "askToTalkAlone"
  | "withdrawTalkAlone"
  | "sayBackIn"
  | "sendMessage"
  | "dismissMessage"
  | "sayBackAt"
  | "setBreakLength"
  | "extendBreak"
  | "releaseText"
  | "sayInRoom"
> = {
  askForHelp: {
    roles: OTHERS,
    spots: PRIVATE,
    attempts(ground, actor) {
      const here = hereOf(ground, actor);
      return [{ body: {}, may: here !== undefined && isWithoutMediator(ground, here) }];
    },
  },
  withdrawHelp: { roles: OTHERS, spots: PRIVATE, attempts: () => always({}) },
  askToTalkAlone: {
    roles: OTHERS,
    spots: ROOMS,
    attempts(ground, actor) {
      const asked = ground.meeting.desk.alone.some(({ person }) => person === actor);
      return [{ body: {}, may: asked || !areTwo(ground, actor) }];
    },
  },
  withdrawTalkAlone: { roles: OTHERS, spots: ROOMS, attempts: () => always({}) },
  sayBackIn: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) =>
      reachable(ground).flatMap(({ room, may }) => [
        { body: { room, minutes: 10 } as const, may },
        { body: { room, minutes: null }, may },
      ]),
  },
  sendMessage: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts: (ground) => [
      ...reachable(ground).map(({ room, may }) => ({
        body: { room, text: "Ten more minutes." },
        may,
      })),
      { body: { room: null, text: HIDDEN }, may: false },
    ],
  },
  /** A press on a message that is not there any more changes nothing and is no fault. */
  dismissMessage: {
    roles: ROLES,
    spots: ROOMS,
    attempts: ({ meeting }) =>
      [...meeting.desk.messages.map(({ id }) => id), foreignId("message")].flatMap((message) =>
        always({ message }),
      ),
  },
  sayBackAt: {
    roles: OTHERS,
    spots: PRIVATE,
    attempts: () => [...always({ minutes: 10 } as const), ...always({ minutes: null })],
  },
  setBreakLength: {
    roles: OTHERS,
    spots: PRIVATE,
    attempts: () => [...always({ minutes: 10 } as const), ...always({ minutes: null })],
  },
  extendBreak: {
    roles: OTHERS,
    spots: PRIVATE,
    attempts(ground, actor) {
      const here = hereOf(ground, actor);
      const long = here !== undefined && ground.meeting.desk.lengths[here] !== undefined;
      return [{ body: { minutes: 5 }, may: long }];
    },
  },
  releaseText: {
    roles: OTHERS,
    spots: PRIVATE,
    attempts: () =>
      (["joint", "mediator"] as const).flatMap((to) => [
        { body: { to, text: "We could say yes to that." }, may: true },
        { body: { to, text: " " }, may: false },
      ]),
  },
  sayInRoom: {
    roles: ROLES.filter((role) => role !== "observer"),
    spots: ROOMS.filter((kind) => kind !== "quiet"),
    attempts(ground, actor) {
      const room = roomOf(ground.meeting, actor);
      return [
        { body: { text: "Hello." }, may: room !== null && !isHeld(ground, room) },
        { body: { text: HIDDEN }, may: false },
      ];
    },
  },
};

const SIGNERS: readonly Role[] = [
  "mediator",
  "parent",
  "youngPerson",
  "laOfficer",
  "icbOfficer",
  "settingStaff",
];

function paperOf({ state, meeting }: Ground) {
  const found = agreementOf(state, meeting.id);
  if (found === null) throw new Error("no agreement");
  const { stage } = found;
  return { ...found, frozen: stage.stage === "signing" ? stage.frozen : null };
}

/** A family signer and one of another party are in the meeting. */
function canFreeze(ground: Ground): boolean {
  const here = ground.meeting.seats.filter((id) => {
    const role = personIn(ground, id)?.role ?? "observer";
    return SIGNERS.includes(role) && role !== "mediator" && inRoom(ground, id);
  });
  const sides = new Set(here.map((id) => sideServed(ground, id)));
  return sides.has("family") && sides.size > 1;
}

function maySign(ground: Ground, actor: PersonId): boolean {
  const { frozen } = paperOf(ground);
  if (frozen === null) return false;
  const signed = frozen.signatures.map(({ person }) => person);
  if (signed.includes(actor)) return false;
  if (actor === frozen.mediator) return frozen.signers.every((id) => signed.includes(id));
  return frozen.signers.includes(actor);
}

function wasInside({ meeting }: Ground, actor: PersonId): boolean {
  return meeting.status === "open" || attendanceOf(meeting, actor).stage.stage === "left";
}

export const PAPER: Rows<
  "freezeAgreement" | "reopenAgreement" | "signAgreement" | "withdrawSignature"
> = {
  freezeAgreement: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts(ground) {
      const { id, versions, stage } = paperOf(ground);
      const may = stage.stage === "draft" && canFreeze(ground);
      const right = { agreement: id, expect: versions, agreementDate: ground.today };
      return [
        { body: right, may },
        { body: { ...right, agreement: foreignId("agreement") }, may: false },
        { body: { ...right, expect: versions + 1 }, may: false },
        { body: { ...right, agreementDate: "2099-01-01" }, may: false },
      ];
    },
  },
  reopenAgreement: {
    roles: MEDIATORS,
    spots: ROOMS,
    attempts(ground) {
      const { id, versions, frozen } = paperOf(ground);
      const right = { agreement: id, expect: versions, reason: "" };
      return [
        { body: right, may: frozen !== null },
        { body: { ...right, expect: versions - 1 }, may: false },
        { body: { ...right, agreement: foreignId("agreement") }, may: false },
        { body: { ...right, reason: HIDDEN }, may: false },
      ];
    },
  },
  signAgreement: {
    roles: SIGNERS,
    spots: [...ROOMS, "over"],
    attempts(ground, actor) {
      const { id, versions, frozen } = paperOf(ground);
      const right = {
        agreement: id,
        expect: versions,
        contentHash: frozen?.contentHash ?? "a".repeat(64),
        typedName: "Amara Bello",
        post: "Head of service",
        ticked: true,
      };
      return [
        { body: right, may: maySign(ground, actor) && wasInside(ground, actor) },
        { body: { ...right, agreement: foreignId("agreement") }, may: false },
        { body: { ...right, expect: versions + 1 }, may: false },
        { body: { ...right, expect: versions - 1 }, may: false },
        { body: { ...right, contentHash: "b".repeat(64) }, may: false },
        { body: { ...right, ticked: false }, may: false },
        { body: { ...right, typedName: HIDDEN }, may: false },
      ];
    },
  },
  withdrawSignature: {
    roles: SIGNERS,
    spots: [...ROOMS, "over"],
    attempts(ground, actor) {
      const { id, versions, frozen } = paperOf(ground);
      const signed = frozen?.signatures.some(({ person }) => person === actor) === true;
      const right = { agreement: id, expect: versions };
      return [
        { body: right, may: signed },
        { body: { ...right, expect: versions + 1 }, may: false },
        { body: { ...right, agreement: foreignId("agreement") }, may: false },
      ];
    },
  },
};
