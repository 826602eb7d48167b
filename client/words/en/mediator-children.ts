/** What only the mediator reads of children and young people. */
import { listOfNames } from "./people.ts";

export const MEDIATOR_CHILD_WORDS = {
  title: "Children",
  goneTitle: "No child is here by our list.",
  left: "The child has left: bring the papers back",
  leftLater: (names: readonly string[]) =>
    `When ${listOfNames(names)} ${names.length === 1 ? "has" : "have"} gone, you bring the papers back here.`,
  elsewhere: (room: string, names: readonly string[]) =>
    names.length === 0
      ? `A child was in a room: ${room}.`
      : `A child is in a room: ${room}, with ${listOfNames(names)}.`,
  leftThere: (room: string) => `The child has left: ${room}`,
  waitsFor: (young: readonly string[]) => `Waits for ${listOfNames(young)}’s yes.`,
  unwatched: (names: readonly string[]) =>
    `${listOfNames(names)}: the line of the adult with them is gone. If it stays gone they wait outside.`,
} as const;
