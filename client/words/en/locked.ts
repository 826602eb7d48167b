/**
 * Words for a meeting where sound and picture must be locked (encrypted), and for a browser that
 * cannot do it.
 */
import { listOfNames } from "./people.ts";

export const LOCKED_WORDS = {
  title: "This browser is too old for sound here",
  why: "In this meeting all sound and picture is locked. Your browser cannot do that.",
  means: "You can come in, read and write. You will have no sound and no picture.",
  another: "Do you want to talk? Then open your link in a new Chrome, Edge, Firefox or Safari.",
  noPhone: "You cannot call in. A phone line cannot be locked.",
  inRoom: "You can read and write here. You have no sound and no picture.",
  band: "No one can hear you here. You can read and write.",
  bar: "This browser is too old to lock your sound, so mic and camera stay off.",
  tile: "Reads and writes",
  reads: (names: readonly string[]) =>
    `${listOfNames(names)} ${names.length === 1 ? "reads and writes" : "read and write"} here, with no sound.`,
} as const;

/** For the mediator, who chooses it. */
export const MUST_LOCK_WORDS = {
  title: "Locked sound and picture",
  usual: "If all browsers can",
  demanded: "Always",
  usualHint: "If one browser is too old, its room is not locked. We tell everyone there.",
  demandedHint: "If a browser is too old, that person can only read and write.",
  fixed: "Sound and picture are always locked. People have come in, so this stays.",
  noWayBack: "People have come in. If you choose Always now, it stays.",
  cannot: (names: readonly string[]) =>
    `Too old to lock sound: the browser of ${listOfNames(names)}.`,
  leftOut: (names: readonly string[]) =>
    `No sound and no picture, as the browser is too old: ${listOfNames(names)}.`,
} as const;
