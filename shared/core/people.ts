/**
 * Who takes part: roles, sides and what follows from a role. The table is total, so a new role
 * cannot be added without saying which side it sits on and whether it may sign.
 */
import type { LinkId, PersonId, SeatId, TextId } from "./ids.ts";

export const ROLES = [
  "mediator",
  "parent",
  "youngPerson",
  "child",
  "supporter",
  "advocate",
  "interpreter",
  "intermediary",
  "laOfficer",
  "icbOfficer",
  "settingStaff",
  "observer",
] as const;
export type Role = (typeof ROLES)[number];

/** `mediator` and `none` are no parties: they have no side room. */
export type Side = "family" | "la" | "icb" | "setting" | "mediator" | "none";
export const PARTY_SIDES = ["family", "la", "icb", "setting"] as const;
export type PartySide = (typeof PARTY_SIDES)[number];

type RoleFacts = { readonly side: Side; readonly party: boolean; readonly signs: boolean };

export const ROLE_FACTS: Readonly<Record<Role, RoleFacts>> = {
  mediator: { side: "mediator", party: false, signs: true },
  parent: { side: "family", party: true, signs: true },
  youngPerson: { side: "family", party: true, signs: true },
  child: { side: "family", party: false, signs: false },
  supporter: { side: "family", party: false, signs: false },
  advocate: { side: "family", party: false, signs: false },
  interpreter: { side: "none", party: false, signs: false },
  intermediary: { side: "none", party: false, signs: false },
  laOfficer: { side: "la", party: true, signs: true },
  icbOfficer: { side: "icb", party: true, signs: true },
  settingStaff: { side: "setting", party: true, signs: true },
  observer: { side: "none", party: false, signs: false },
};

/** A text kept outside the log: the event holds its id and salted hash, so it can be erased. */
export type TextRef = { readonly id: TextId; readonly hash: string };

/** A person belongs to one case. Names are texts: they live beside the log, never in it. */
export type Person = {
  readonly id: PersonId;
  readonly role: Role;
  readonly name: TextRef;
  /** What the person asked to be called, null until they said. */
  readonly calledName: TextRef | null;
  /** The party person whom an advocate, supporter, interpreter or intermediary is here for. */
  readonly supports: PersonId | null;
  /** Whom this person must not meet; always the other way round, too. */
  readonly noContact: readonly PersonId[];
  /** The browser bound to this person, null before the first Continue. */
  readonly seat: SeatId | null;
  /** A second browser that waits for a yes. */
  readonly askingSeat: SeatId | null;
  /** A link that no browser has used yet. */
  readonly freshLink: LinkId | null;
};

export function sideOf(person: Person): Side {
  return ROLE_FACTS[person.role].side;
}

export function partySideOf(person: Person): PartySide | null {
  const side = sideOf(person);
  return PARTY_SIDES.find((one) => one === side) ?? null;
}

export function isParty(person: Person): boolean {
  return ROLE_FACTS[person.role].party;
}

export function isMediator(person: Person): boolean {
  return person.role === "mediator";
}

/** A child guest: joins for a short time and is shown the hello stage only (CHILD-1). */
export function isChild(person: Person): boolean {
  return person.role === "child";
}

/** Somebody who can look after a child guest: neither a child nor a young person. */
export function isAdult(person: Person): boolean {
  return !isChild(person) && person.role !== "youngPerson";
}
