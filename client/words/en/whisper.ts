/**
 * Quiet words in the joint room: two people hear the room, and only each other is heard. Others
 * read that somebody is getting support, and nothing more.
 */
import { listOfNames } from "./people.ts";

const only = (name: string): string =>
  `Only you and ${name} hear a quiet word. You both still hear the room.`;

export const WHISPER_WORDS = {
  tile: "Getting support",
  others: (names: readonly string[]) =>
    `${listOfNames(names)} ${names.length === 1 ? "is" : "are"} getting support.`,
  with: (name: string) => `Quiet words with ${name}`,
  ask: (name: string) => `Quiet word with ${name}`,
  hint: only,
  away: (name: string) => `${name} is not free for a quiet word now.`,
  asked: (name: string) => `You asked ${name} for a quiet word.`,
  takeBack: (name: string) => `Do not ask ${name} now`,
  notNow: (name: string) => `${name} says not now. You can ask again.`,
  giveLeave: (name: string) => `Let ${name} start without asking me`,
  takeLeave: (name: string) => `${name} must ask me first`,
  askTitle: (name: string) => `${name} wants a quiet word. Join?`,
  askHint: (name: string) => `${only(name)} Your mic starts on.`,
  join: (name: string) => `Join ${name}`,
  later: (name: string) => `Not now, ${name}`,
  running: (name: string) => `Quiet word with ${name}`,
  runningHint: "You both hear the room. The room cannot hear you.",
  end: "End the quiet word",
  over: "The quiet word is over. Your mic is off.",
  hears: (name: string) => `Only ${name} can hear you. The room cannot.`,
  wouldHear: (name: string) => `Your mic is off. Only ${name} can hear you if you turn it on.`,
  connecting: (name: string) => `We are getting the line to ${name}. No one can hear you yet.`,
} as const;
