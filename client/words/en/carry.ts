/**
 * What the mediator may say for a side. It is always said who hears it, that nothing is said
 * before a yes, and until when it can be taken back.
 */
import { type CarryTo, POINT_LIMIT, type PointOwner } from "#shared/contract/carry.ts";
import { listOfNames } from "./people.ts";

export const POINT_LENGTH = POINT_LIMIT;

const PLACES: Readonly<Record<CarryTo | "joint", string>> = {
  family: "the family",
  la: "the council",
  icb: "the health service",
  setting: "the school",
  all: "everyone else",
  joint: "the joint room",
};

export function placeWords(place: CarryTo | "joint"): string {
  return PLACES[place];
}

/** "the family", "Dan (the family)". */
export function ownerWords({ side, names }: PointOwner): string {
  return names.length === 0 ? PLACES[side] : `${listOfNames(names)} (${PLACES[side]})`;
}

/** At the start of a line. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export const CARRY_WORDS = {
  title: (mediator: string) => `What ${mediator} may say for you`,
  intro: (mediator: string) =>
    `${mediator} says nothing of this before you say yes. Then only this is said.`,
  label: "What may be said",
  hint: (mediator: string) => `${mediator} can read it at once. No one else can.`,
  whom: "Who may hear it",
  write: "Write it down",
  forWhom: (place: string) => `For ${place}`,
  waiting: "Waits for your yes",
  may: "You said yes",
  said: (places: readonly string[]) => `Said to ${listOfNames(places)}`,
  yes: (mediator: string) => `Yes, ${mediator} may say this`,
  takeBack: "Take it back",
  until: (mediator: string) => `You can take it back until ${mediator} has said it.`,
  toldTitle: (mediator: string) => `What ${mediator} told you`,
  from: (owner: string) => `From ${owner}`,
  newsWaiting: "A point waits for your yes. You find it in this room.",
  newsTold: (mediator: string, owner: string) =>
    `${mediator} told you something from ${owner}. You can read it in this room.`,
} as const;

/** For the mediator, by side. */
export const CARRY_LIST_WORDS = {
  title: "What you may carry",
  none: "Nothing yet. Write a point with a side, or let them write it.",
  writeTitle: "Write a point with them",
  writeHint: "They see it at once. You may say it when they say yes.",
  waiting: "Waits for their yes",
  may: "You may say it",
  tell: "I have said it",
  tellHint: "Press it when you have. From then on they can read it here.",
  takeAway: "Take it away",
  newsMay: (owner: string) => `You may say a point of ${owner} now.`,
  newsBack: (owner: string) => `A point of ${owner} was taken back. Do not say it.`,
} as const;
