/**
 * People who must not meet: each with those who are here for them. Neither is ever told of it;
 * what one may do or see never depends on where the other is (APART-1, APART-2).
 */
import type { PersonId } from "../core/ids.ts";
import type { Person } from "../core/people.ts";
import type { Together } from "../meeting/meeting.ts";
import type { CaseState } from "./case.ts";

type People = CaseState["people"];

/** The person, and the one whom they support: what keeps that one apart keeps them, too. */
function standsFor(people: People, person: Person): readonly Person[] {
  const whom = person.supports === null ? undefined : people[person.supports];
  return whom === undefined ? [person] : [person, whom];
}

/** Whether these two must not meet. */
export function areApart(people: People, one: PersonId, other: PersonId): boolean {
  const [a, b] = [people[one], people[other]];
  if (a === undefined || b === undefined || one === other) return false;
  const others = new Set(standsFor(people, b).map(({ id }) => id));
  return standsFor(people, a).some(({ noContact }) => noContact.some((id) => others.has(id)));
}

/** Whether there is anybody whom this person must not meet. */
export function isKeptApart(people: People, person: Person): boolean {
  return standsFor(people, person).some(({ noContact }) => noContact.length > 0);
}

/**
 * People of one side in groups that may share a room, in the order given: each flagged person
 * with those who support them, and all others together.
 */
export function groupsOf(people: People, side: readonly PersonId[]): readonly PersonId[][] {
  const groups = new Map<PersonId | null, PersonId[]>();
  for (const id of side) {
    const person = people[id];
    if (person === undefined) continue;
    const flagged = standsFor(people, person).findLast(({ noContact }) => noContact.length > 0);
    const key = flagged?.id ?? null;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()];
}

/** Whether the way to the joint room is this person's own: else the mediator invites. */
export function joinsFreely(people: People, together: Together | null, person: Person): boolean {
  if (!isKeptApart(people, person)) return true;
  const chosen = together?.running === true ? together.people : [];
  return chosen.some((id) => id === person.id || person.supports === id);
}
