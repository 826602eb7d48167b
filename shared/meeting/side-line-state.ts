/**
 * Side lines: further openings on the video server that people hold beside their one place, each
 * with ears of its own. Part of the meeting's state; changed in `evolve-side-lines.ts` only.
 */
import type { AskId, EarId, OpeningId, PersonId } from "../core/ids.ts";
import { isParty, type Person } from "../core/people.ts";
import { type Meeting, roomOf } from "./meeting.ts";

export type Line = {
  readonly opening: OpeningId;
  readonly ears: Readonly<Record<PersonId, EarId>>;
  /** How often somebody left it: each time its media key changes. */
  readonly departures: number;
};

/** A quiet word in the joint room between somebody and the one who is there for them. */
export type Whisper = {
  readonly id: AskId;
  /** Who asked, and who was asked. */
  readonly people: readonly [PersonId, PersonId];
  readonly state: "asked" | "notNow" | "running";
  /** Null until it runs. */
  readonly line: Line | null;
  /** Whose press began it: their microphone starts on, as they saw who would hear. */
  readonly ready: readonly PersonId[];
};

export type SideLines = {
  readonly whispers: readonly Whisper[];
  /** `by` lets `to` begin a quiet word without being asked again. */
  readonly leave: readonly { readonly by: PersonId; readonly to: PersonId }[];
};

export const NO_SIDE_LINES: SideLines = { whispers: [], leave: [] };

/** Who is at a person's side in what is said: an advocate, an interpreter, an intermediary. */
const HELPERS: readonly Person["role"][] = ["advocate", "interpreter", "intermediary"];

function helps(one: Person, other: Person): boolean {
  return HELPERS.includes(one.role) && one.supports === other.id && isParty(other);
}

type People = Readonly<Record<PersonId, Person>>;

/** With whom somebody can have a quiet word, wherever they are: never anybody of another side. */
export function whisperPartners(people: People, meeting: Meeting, me: Person): readonly Person[] {
  return meeting.seats.flatMap((id) => {
    const one = people[id];
    return one !== undefined && (helps(one, me) || helps(me, one)) ? [one] : [];
  });
}

export function whispersOf({ sideLines }: Meeting, person: PersonId): readonly Whisper[] {
  return sideLines.whispers.filter(({ people }) => people.includes(person));
}

/** The quiet word that somebody is in now. */
export function runningWhisper(meeting: Meeting, person: PersonId): Whisper | null {
  return whispersOf(meeting, person).find(({ state }) => state === "running") ?? null;
}

export function inJointRoom(meeting: Meeting, person: PersonId): boolean {
  return roomOf(meeting, person)?.kind === "joint";
}

export function hasLeave(meeting: Meeting, by: PersonId, to: PersonId): boolean {
  return meeting.sideLines.leave.some((one) => one.by === by && one.to === to);
}

/** Every side line of the meeting that stands now. */
export function linesOf({ sideLines }: Meeting): readonly Line[] {
  return sideLines.whispers.flatMap(({ line }) => line ?? []);
}
