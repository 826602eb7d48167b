/** What every part of a view is made from, and the line that names a person. */
import type { CaseState } from "../case/case.ts";
import { areApart } from "../case/no-contact.ts";
import type { PersonLine } from "../contract/view.ts";
import type { EarId, OpeningId, PersonId } from "../core/ids.ts";
import { isMediator, partySideOf, type Person, type TextRef } from "../core/people.ts";
import type { ChatLine } from "./chat.ts";
import { attendanceOf, type Meeting, roomOf } from "./meeting.ts";

/** Resolves a text kept beside the log; an erased one reads as an empty string. */
export type Names = (ref: TextRef) => string;

/** What is momentary: it is in memory and on the bus, never in the log. */
export type Presence = {
  readonly online: ReadonlySet<PersonId>;
  /** Who the video server's own list says is in each opening. */
  readonly ears: ReadonlyMap<OpeningId, ReadonlySet<EarId>>;
  /** Entries of that list that belong to nobody, by opening. */
  readonly strangers: ReadonlyMap<OpeningId, number>;
  /** People whose page cannot encrypt sound and picture. */
  readonly plain: ReadonlySet<PersonId>;
  readonly videoServer: "ok" | "away" | "none";
  /** What was written in rooms of the case, in order. */
  readonly chat: readonly ChatLine[];
};

export type Viewing = {
  readonly state: CaseState;
  readonly meeting: Meeting;
  readonly me: Person;
  readonly presence: Presence;
  readonly names: Names;
};

/** Who must not meet the viewer is not there for them, but in one room by their own choice. */
export function isHidden({ state, meeting, me }: Viewing, other: Person): boolean {
  if (!areApart(state.people, me.id, other.id)) return false;
  const room = roomOf(meeting, me.id);
  return room === null || roomOf(meeting, other.id)?.id !== room.id;
}

/**
 * Whether this name may tell that the person has come: somebody on the way in has met nobody of
 * another side, and who has not come in yet is known as invited only (VIEW-10).
 */
function mayKnowOf(viewing: Viewing, other: Person): boolean {
  const { meeting, me } = viewing;
  if (isHidden(viewing, other)) return false;
  if (other.id === me.id || isMediator(me) || isMediator(other)) return true;
  const mine = attendanceOf(meeting, me.id).stage.stage;
  if (attendanceOf(meeting, other.id).stage.stage === "in")
    return mine === "in" || mine === "called";
  return waitsBeside(viewing, other);
}

/** People of one's own side who wait, for somebody who waits too (ADMIT-6). */
export function waitsBeside(
  { state, meeting, me }: Pick<Viewing, "state" | "meeting" | "me">,
  other: Person,
): boolean {
  const side = partySideOf(me);
  return (
    other.id !== me.id &&
    side !== null &&
    partySideOf(other) === side &&
    !areApart(state.people, me.id, other.id) &&
    [me, other].every(({ id }) => {
      const { stage } = attendanceOf(meeting, id).stage;
      return stage === "waiting" || stage === "called";
    })
  );
}

/** What the person is called, or their name as invited where the other could tell too much. */
export function shownName(viewing: Viewing, person: Person): string {
  const { names } = viewing;
  return names(mayKnowOf(viewing, person) ? (person.calledName ?? person.name) : person.name);
}

/** Who sits beside somebody is for those who hear them, wait with them, or lead (VIEW-9). */
function mayKnowCompany(viewing: Viewing, other: Person): boolean {
  const { meeting, me } = viewing;
  const room = roomOf(meeting, me.id);
  if (other.id === me.id || isMediator(me) || waitsBeside(viewing, other)) return true;
  return room !== null && roomOf(meeting, other.id)?.id === room.id;
}

/** A person as the viewer may know them now. */
export function personLine(viewing: Viewing, person: Person): PersonLine {
  const line = lineToMeet(viewing, person);
  return mayKnowCompany(viewing, person) ? line : { ...line, company: null };
}

/** Somebody whom the viewer is about to meet: it says who will hear, and so who sits beside. */
function lineToMeet(viewing: Viewing, person: Person): PersonLine {
  const { state, meeting, names } = viewing;
  const supports = person.supports === null ? undefined : state.people[person.supports];
  const company = attendanceOf(meeting, person.id).company?.text ?? null;
  return {
    id: person.id,
    name: shownName(viewing, person),
    role: person.role,
    supports: supports === undefined ? null : shownName(viewing, supports),
    company: company === null ? null : names(company),
  };
}

/** A person as invited, the same whether they have come or not. */
function invitedLine({ state, names }: Viewing, person: Person): PersonLine {
  const supports = person.supports === null ? undefined : state.people[person.supports];
  return {
    id: person.id,
    name: names(person.name),
    role: person.role,
    supports: supports === undefined ? null : names(supports.name),
    company: null,
  };
}

type Line = (viewing: Viewing, person: Person) => PersonLine;

/** Lines for those ids that are people of the case, in the order given. */
function lines(line: Line, viewing: Viewing, ids: readonly PersonId[]): readonly PersonLine[] {
  return ids.flatMap((id) => {
    const person = viewing.state.people[id];
    return person === undefined ? [] : [line(viewing, person)];
  });
}
function seen(viewing: Viewing, ids: readonly PersonId[]): readonly PersonId[] {
  return ids.filter((id) => {
    const person = viewing.state.people[id];
    return person !== undefined && !isHidden(viewing, person);
  });
}
export const personLines = (viewing: Viewing, ids: readonly PersonId[]) =>
  lines(personLine, viewing, seen(viewing, ids));
export const linesToMeet = (viewing: Viewing, ids: readonly PersonId[]) =>
  lines(lineToMeet, viewing, seen(viewing, ids));
export const invitedLines = (viewing: Viewing) =>
  lines(invitedLine, viewing, viewing.meeting.seats);
