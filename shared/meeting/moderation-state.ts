/**
 * What the mediator set up in a meeting, and what follows from it for one person's sound. Part of
 * the meeting's state; changed in `evolve-moderation.ts` only.
 */
import type { PersonId } from "../core/ids.ts";
import { isMediator, type PartySide, type Person } from "../core/people.ts";

/** One side, or one person of no side, speaks and is not interrupted. */
export type Turn = {
  /** Counts the turns of the meeting: what a press was about. */
  readonly number: number;
  readonly side: PartySide | null;
  /** Who was given it by name, from the queue of hands; null when a side was. */
  readonly speaker: PersonId | null;
  /** Whose microphones stay free. */
  readonly people: readonly PersonId[];
  /** The turn rests while none of these is in the joint room. */
  readonly leads: readonly PersonId[];
  /** About how long it was meant to be; null for open. It ends by a press only. */
  readonly minutes: number | null;
  /** Since when it runs now; null while it rests. */
  readonly since: string | null;
  /** Milliseconds it ran before that. */
  readonly spent: number;
};

/** What the mediator can show at any time: everybody has these words already. */
export const CARDS = ["rules", "roles"] as const;
export type Card = (typeof CARDS)[number];

export type ShownCard = {
  /** Counts the cards shown in the meeting: what a press was about. */
  readonly number: number;
  readonly card: Card;
  readonly by: PersonId;
};

/** How the mediator said that the meeting ended. Never who stopped it. */
export const OUTCOMES = ["finished", "adjourned", "noAgreement", "stopped"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Moderation = {
  readonly turn: Turn | null;
  readonly turns: number;
  /** Mediators without a page for longer than the grace: away until their own press. */
  readonly lost: readonly PersonId[];
  /** Mediators whom the server has not seen since it started: away until their page is back. */
  readonly unseen: readonly PersonId[];
  /** Shown to each and not put away yet. */
  readonly cards: Readonly<Record<PersonId, ShownCard>>;
  readonly cardsShown: number;
  /** Nobody new comes in. */
  readonly locked: boolean;
  /** Null while the meeting lasts, and for one that ended without a word on it. */
  readonly outcome: Outcome | null;
};

export const NOTHING_SET: Moderation = {
  turn: null,
  turns: 0,
  lost: [],
  unseen: [],
  cards: {},
  cardsShown: 0,
  locked: false,
  outcome: null,
};

/** Whether this mediator counts as away wherever they are placed (MOD-20). */
export function isUnattended({ lost, unseen }: Moderation, mediator: PersonId): boolean {
  return lost.includes(mediator) || unseen.includes(mediator);
}

/**
 * Whether the turn of somebody else holds this person's microphone. An interpreter's is never
 * held, and the mediator's neither: somebody must be able to end it (MOD-10).
 */
export function turnHolds(turn: Turn | null, person: Person): boolean {
  if (turn?.since == null || turn.people.includes(person.id)) return false;
  return !isMediator(person) && person.role !== "interpreter";
}
