/** Words of turns, of what the mediator shows or asks. Calm, no blame, nothing counts down. */
import { listOfNames } from "./people.ts";

const verb = (names: readonly string[], one: string, more: string): string =>
  names.length === 1 ? one : more;

export const ABSENCE_WORDS = {
  title: (names: readonly string[]) => `We have lost the line of ${listOfNames(names)}`,
  joint: (names: readonly string[]) =>
    `Sound waits until ${listOfNames(names)} ${verb(names, "is", "are")} back. You can stay, or take a break.`,
  apart: (names: readonly string[]) =>
    `You are with your own people. We are getting ${listOfNames(names)} back.`,
} as const;

export const TURN_WORDS = {
  mine: "It is your turn to speak",
  mineHint: "The others listen. Their mics are off until you are done.",
  others: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "has", "have")} the turn to speak`,
  waits: "Your mic waits until they are done.",
  raise: "You can raise your hand to be next.",
  listens: "Your mic stays yours. You can still use it.",
  rests: (names: readonly string[]) =>
    `The turn of ${listOfNames(names)} waits. Your mediator says when it goes on.`,
  restsMine: "Your turn waits. Your mediator says when it goes on.",
  next: (name: string) => `${name} is next.`,
  planned: (minutes: number) => (minutes === 1 ? "About 1 minute." : `About ${minutes} minutes.`),
  begun: "It has just begun.",
  soFar: (minutes: number) =>
    minutes === 1 ? "About 1 minute so far." : `About ${minutes} minutes so far.`,
  over: "The time is about over. There is no rush.",
  done: "We are done",
  doneAlone: "I am done",
  youAreNext: "Your hand is up. You are next.",
  youAreAfter: (name: string) => `Your hand is up. You are after ${name}.`,
  hears: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "has", "have")} the turn. No one can hear you now.`,
  noSend: "Your mic waits until this turn is over.",
  ended: "The turn is over.",
} as const;
