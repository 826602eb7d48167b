/**
 * Messages in the room, and words that somebody shares out of a private room. It is said before
 * who will read what, and that nothing can be taken back.
 */
import { CHAT_LIMIT, RELEASE_LIMIT } from "#shared/contract/desk.ts";
import type { Side } from "#shared/core/people.ts";
import { listOfNames } from "./people.ts";

export const CHAT_LENGTH = CHAT_LIMIT;
export const SHARE_LENGTH = RELEASE_LIMIT;

const FROM: Readonly<Record<Side, string>> = {
  family: "from the family",
  la: "from the council",
  icb: "from the health service",
  setting: "from the school",
  mediator: "mediator",
  none: "of no side",
};

export const CHAT_WORDS = {
  title: "Messages in this room",
  readers: (names: readonly string[]) =>
    names.length === 0
      ? "No one else is here to read it."
      : `${listOfNames(names)} can read what you write now.`,
  gone: "Who comes later does not see it. It is all gone after the meeting.",
  log: "Messages",
  none: "No messages yet.",
  label: "Your message to this room",
  send: "Send to this room",
  closed: "You can write here when sound is back.",
  you: "You",
  wrote: (name: string) => `${name} wrote a message.`,
} as const;

export const SHARE_WORDS = {
  title: "May be shared",
  intro: "What you say here stays here. You can choose words that others may read.",
  label: "Words to share",
  joint: "With the joint room",
  mediator: (name: string) => `Only with ${name}`,
  whom: "Share with",
  look: "Look at it first",
  checkTitle: "Share these words?",
  checkJoint: (names: readonly string[]) =>
    names.length === 0
      ? "Everyone who is in the joint room, now or later, reads exactly this:"
      : `${listOfNames(names)} and all who come to the joint room read exactly this:`,
  checkMediator: (name: string) => `Only ${name} reads exactly this:`,
  final: "They see that it is from you. You cannot take it back.",
  go: "Share it now",
  back: "Not yet",
  pick: "Share this",
  listTitle: "Shared words",
  toJoint: "Shared with the joint room",
  toMediator: (name: string) => `Shared with ${name} only`,
  shared: (name: string) => `${name} shared some words. They are under Messages.`,
} as const;

/** "Priya, from the council": whose words were shared. */
export function authorOf(name: string, side: Side): string {
  return `${name}, ${FROM[side]}`;
}
