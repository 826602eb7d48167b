/**
 * What the attacks are made from: a case as it stands, who is where in it, and the rules by which
 * a press may succeed, written from docs/spec.md and not from the code that decides.
 */
import type { CaseState } from "#shared/case/case.ts";
import type { Command } from "#shared/contract/live-api.ts";
import type { PersonId, RoomId } from "#shared/core/ids.ts";
import { type Person, type Role, ROLES } from "#shared/core/people.ts";
import {
  attendanceOf,
  type Meeting,
  peopleIn,
  type Room,
  ROOM_KINDS,
  type RoomKind,
  roomOf,
  roomsOf,
  type Stage,
} from "#shared/meeting/meeting.ts";

import { foreignId } from "../core-case.ts";

/** Everybody round the table, each role at least once, and a second mediator. */
export const HOSTILE_CAST = {
  mediator: { role: "mediator" },
  second: { role: "mediator" },
  mum: { role: "parent" },
  dad: { role: "parent" },
  jo: { role: "youngPerson" },
  friend: { role: "supporter", supports: "dad" },
  advocate: { role: "advocate", supports: "mum" },
  interpreter: { role: "interpreter", supports: "mum" },
  intermediary: { role: "intermediary", supports: "jo" },
  officer: { role: "laOfficer" },
  nurse: { role: "icbOfficer" },
  teacher: { role: "settingStaff" },
  observer: { role: "observer" },
  kid: { role: "child" },
} as const satisfies Readonly<Record<string, { role: Role; supports?: string }>>;
export type Who = keyof typeof HOSTILE_CAST;
export const EVERYBODY = Object.keys(HOSTILE_CAST) as readonly Who[];

/** Somebody of another case. */
export const STRANGER = foreignId("person");

/** A case as it stands. */
export type Ground = {
  readonly state: CaseState;
  readonly meeting: Meeting;
  readonly ids: Readonly<Record<Who, PersonId>>;
  /** The server's time. */
  readonly now: number;
  /** The London day, YYYY-MM-DD. */
  readonly today: string;
};

/** Where somebody is in a meeting: on the way in, in a room of this kind, or after the end. */
export type Spot = Exclude<Stage["stage"], "in"> | RoomKind | "over";

export const ROOMS: readonly RoomKind[] = ROOM_KINDS;
export const PRIVATE: readonly RoomKind[] = ROOM_KINDS.filter((kind) => kind !== "joint");
export const OPEN: readonly Spot[] = ["preparing", "waiting", "called", "left", "out", ...ROOMS];
export const MEDIATORS: readonly Role[] = ["mediator"];
export const OTHERS: readonly Role[] = ROLES.filter((role) => role !== "mediator");

export function spotOf({ meeting }: Ground, id: PersonId): Spot {
  if (meeting.status === "ended") return "over";
  const { stage } = attendanceOf(meeting, id).stage;
  return stage === "in" ? (roomOf(meeting, id)?.kind ?? "left") : stage;
}

export type Kind = Exclude<Command["kind"], "takeOver">;
export type Body<K extends Kind> = Omit<Extract<Command, { kind: K }>, "kind" | "meeting">;

/** `may`: by the rules this can be a yes, when role and spot are right. */
export type Attempt<K extends Kind> = { readonly body: Body<K>; readonly may: boolean };

export type Row<K extends Kind> = {
  /** Who may say it at all, and where they must be. */
  readonly roles: readonly Role[];
  readonly spots: readonly Spot[];
  /** About everything there is, and about what is not there. */
  readonly attempts: (ground: Ground, actor: PersonId) => readonly Attempt<K>[];
};
export type Rows<K extends Kind> = { readonly [One in K]: Row<One> };

export function always<B>(body: B): readonly { readonly body: B; readonly may: true }[] {
  return [{ body, may: true }];
}

export function personIn({ state }: Ground, id: PersonId): Person | undefined {
  return state.people[id];
}
export function isLeader(ground: Ground, id: PersonId): boolean {
  return personIn(ground, id)?.role === "mediator";
}
export function everyRoom({ meeting }: Ground): readonly RoomId[] {
  return [...roomsOf(meeting).map(({ id }) => id), foreignId("room")];
}
export function roomCalled({ meeting }: Ground, id: RoomId): Room | undefined {
  return meeting.rooms[id];
}
export function everyone({ meeting }: Ground): readonly PersonId[] {
  return [...meeting.seats, STRANGER];
}
export function inRoom({ meeting }: Ground, id: PersonId): boolean {
  return roomOf(meeting, id) !== null;
}
export function isInside({ meeting }: Ground, room: RoomId, id: PersonId): boolean {
  return peopleIn(meeting, room).includes(id);
}
export function sameRoom({ meeting }: Ground, one: PersonId, other: PersonId): boolean {
  const room = roomOf(meeting, one);
  return room !== null && roomOf(meeting, other)?.id === room.id;
}
/** Somebody is in it, and no mediator. */
export function isWithoutMediator(ground: Ground, room: RoomId): boolean {
  const inside = peopleIn(ground.meeting, room);
  return inside.length > 0 && !inside.some((id) => isLeader(ground, id));
}
/** The side somebody is here for: their own, or that of the one whom they support. */
export function sideServed(ground: Ground, id: PersonId): string | null {
  const SIDES: Partial<Record<Role, string>> = {
    parent: "family",
    youngPerson: "family",
    supporter: "family",
    advocate: "family",
    child: "family",
    laOfficer: "la",
    icbOfficer: "icb",
    settingStaff: "setting",
  };
  const person = personIn(ground, id);
  if (person === undefined) return null;
  const own = SIDES[person.role];
  if (own !== undefined) return own;
  return person.supports === null ? null : sideServed(ground, person.supports);
}

/** The person, and the one whom they are here for. */
function standsFor(ground: Ground, id: PersonId): readonly PersonId[] {
  const whom = personIn(ground, id)?.supports;
  return whom == null ? [id] : [id, whom];
}
/** Whether one of the two must not meet the other, or whom the other is here for. */
export function mustNotMeet(ground: Ground, one: PersonId, other: PersonId): boolean {
  const theirs = new Set(standsFor(ground, other));
  return standsFor(ground, one).some((id) =>
    (personIn(ground, id)?.noContact ?? []).some((flagged) => theirs.has(flagged)),
  );
}
/** Kept apart from somebody, and not for a part that they chose and that runs. */
export function mustBeAsked(ground: Ground, id: PersonId): boolean {
  const flagged = standsFor(ground, id).some(
    (one) => (personIn(ground, one)?.noContact.length ?? 0) > 0,
  );
  const { together } = ground.meeting;
  const chosen: readonly PersonId[] = together?.running === true ? together.people : [];
  return flagged && !standsFor(ground, id).some((one) => chosen.includes(one));
}
/** Why nobody speaks or writes in a room: a side or the mediator is missing, or it is paused. */
export function isHeld(ground: Ground, room: Room): boolean {
  const { meeting } = ground;
  const inside = peopleIn(meeting, room.id);
  const { lost, unseen } = meeting.moderation;
  const led = inside.some((id) => isLeader(ground, id) && ![...lost, ...unseen].includes(id));
  const sidesOf = (ids: readonly PersonId[]) => new Set(ids.map((id) => sideServed(ground, id)));
  if (room.kind !== "joint") {
    const mixed = sidesOf(room.members.filter((id) => !isLeader(ground, id))).size > 1;
    return room.kind === "chosen" && mixed && !led;
  }
  const parties = meeting.seats.filter((id) => {
    const role = personIn(ground, id)?.role ?? "observer";
    const counts = ["parent", "youngPerson", "laOfficer", "icbOfficer", "settingStaff"];
    return counts.includes(role) && inRoom(ground, id);
  });
  const here = sidesOf(parties.filter((id) => inside.includes(id)));
  return meeting.paused || !led || [...sidesOf(parties)].some((side) => !here.has(side));
}
