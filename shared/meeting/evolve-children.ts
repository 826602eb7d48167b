/** How events change what is known of children and young people, and which rooms are folded. */
import type { PersonId, RoomId } from "../core/ids.ts";
import { areApart } from "../case/no-contact.ts";
import { isAdult, isChild, type Person } from "../core/people.ts";
import type { ChildrenEvent } from "./children-events.ts";
import type { Children } from "./children-state.ts";
import { type Meeting, peopleIn, type RoomKind, roomOf } from "./meeting.ts";
import type { People } from "./sides-away.ts";

function having<T>(list: readonly T[], one: T, on: boolean): readonly T[] {
  const others = list.filter((known) => known !== one);
  return on ? [...others, one] : others;
}

function next(
  meeting: Meeting,
  event: Exclude<ChildrenEvent, { kind: "waitsAside" }>,
): Partial<Children> {
  const { beside, folded, welcome, easy } = meeting.children;
  switch (event.kind) {
    case "childTold":
      return { beside: having(beside, event.person, true) };
    case "childGone":
      return {
        folded: having(folded, event.room, false),
        // A child who went along to another room is still there.
        beside: beside.filter((id) => {
          const room = roomOf(meeting, id);
          return room !== null && room.id !== event.room;
        }),
      };
    case "parentAnswered": {
      const { young, parent } = event;
      const others = welcome.filter((one) => one.young !== young || one.parent !== parent);
      return { welcome: event.welcome ? [...others, { young, parent }] : others };
    }
    case "easyViewSet":
      return { easy: having(easy, event.person, event.on) };
  }
}

export function evolveChildren(
  meeting: Meeting,
  event: Exclude<ChildrenEvent, { kind: "waitsAside" }>,
): Meeting {
  return { ...meeting, children: { ...meeting.children, ...next(meeting, event) } };
}

/** Child guests of the meeting, in seat order. */
export function childGuests(people: People, meeting: Meeting): readonly PersonId[] {
  return meeting.seats.filter((id) => {
    const person = people[id];
    return person !== undefined && isChild(person);
  });
}

/** Parents, and whoever is here for this child; never somebody the child must not meet. */
export function isOwnAdult(people: People, child: PersonId, adult: Person): boolean {
  const own = adult.role === "parent" || adult.supports === child;
  return own && !areApart(people, child, adult.id);
}

/** With an adult of their own, with two adults at least, or in the quiet place (CHILD-6). */
export function isLookedAfter(
  people: People,
  room: RoomKind,
  child: PersonId,
  inside: readonly PersonId[],
): boolean {
  const adults = inside.flatMap((id) => people[id] ?? []).filter(isAdult);
  const own = adults.some((one) => isOwnAdult(people, child, one));
  return room === "quiet" || own || adults.length > 1;
}

/** Whether the lines of those who look after this child guest are gone: presence, not state. */
export function isUnwatched(
  people: People,
  meeting: Meeting,
  child: PersonId,
  online: ReadonlySet<PersonId>,
): boolean {
  const room = roomOf(meeting, child);
  if (room === null || meeting.status !== "open") return false;
  const there = peopleIn(meeting, room.id).filter((id) => online.has(id));
  return !isLookedAfter(people, room.kind, child, there);
}

/** Whether papers, signing and messages are put away in the room where this person is. */
export function isFoldedFor(meeting: Meeting, person: PersonId): boolean {
  const room = roomOf(meeting, person);
  return room !== null && meeting.children.folded.includes(room.id);
}

/** After every event of a meeting: wherever a child has come the room is folded. */
export function settleChildren(people: People, meeting: Meeting): Meeting {
  const { children } = meeting;
  if (meeting.status === "ended") {
    return { ...meeting, children: { ...children, beside: [], folded: [] } };
  }
  const come = [...childGuests(people, meeting), ...children.beside];
  const here = come.flatMap((id): readonly RoomId[] => {
    const room = roomOf(meeting, id);
    return room === null ? [] : [room.id];
  });
  // In an empty room there is no screen to put anything away from.
  const used = children.folded.filter((room) => peopleIn(meeting, room).length > 0);
  return { ...meeting, children: { ...children, folded: [...new Set([...used, ...here])] } };
}
