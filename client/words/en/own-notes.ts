/**
 * A side's own draft, and showing some of one's own words to somebody who was let in: only what
 * was chosen is ever read by them.
 */
import { listOfNames } from "./people.ts";

export const OWN_DRAFT_WORDS = {
  title: "Your own draft",
  hint: "Only your people read this. It stays for next time.",
  none: "No points yet. You can try out your words here first.",
  add: "Add a point of your own",
  point: (place: number) => `Your point ${place}`,
  share: "Share this",
  remove: "Take it away",
} as const;

export const SHOW_WORDS = {
  open: (names: readonly string[]) => `Show some of this to ${listOfNames(names)}`,
  hint: (names: readonly string[]) =>
    `Choose what ${listOfNames(names)} may read. They read only that, on the page you share.`,
  question: "Your words",
  none: "You have no notes yet.",
  final: "It stays on the page you share until they leave.",
  go: "Show it now",
  close: "Not now",
} as const;
