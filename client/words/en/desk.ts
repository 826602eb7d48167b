/**
 * Calling the mediator and what is said between rooms. Times are said in words, with the clock
 * time beside them; nothing runs down unless somebody asks for it.
 */
import { MESSAGE_LIMIT, MINUTE_CHOICES } from "#shared/contract/desk.ts";
import { clockTime } from "./people.ts";

/** What one can choose from, as the server takes it. */
export const MINUTE_OPTIONS = MINUTE_CHOICES.map((minutes) => ({
  id: String(minutes),
  minutes,
  label: `about ${minutes} minutes`,
}));
export type MinuteOption = (typeof MINUTE_OPTIONS)[number];

/** Characters that a message of the mediator may have. */
export const MESSAGE_LENGTH = MESSAGE_LIMIT;

const others = (rooms: number): string => (rooms === 1 ? "one other room" : `${rooms} other rooms`);

export const HELP_WORDS = {
  title: "Your room",
  call: "Come and help us",
  callHint: (mediator: string) => `We tell ${mediator}. The others do not see it.`,
  known: (mediator: string) => `${mediator} knows that you need help.`,
  place: (mediator: string, before: number) =>
    before === 0
      ? `${mediator} will come to you next.`
      : `${mediator} will come to you after ${others(before)}.`,
  withdraw: "We do not need help now",
  back: (mediator: string, minutes: number, at: string) =>
    `${mediator} said at ${clockTime(at)}: back in about ${minutes} minutes.`,
} as const;

export const ALONE_WORDS = {
  ask: (mediator: string) => `Talk to ${mediator} alone`,
  hint: (mediator: string) => `Only ${mediator} sees that you ask. The others do not.`,
  asked: (mediator: string) => `You asked to talk to ${mediator} alone.`,
  askedHint: (mediator: string) =>
    `Only you and ${mediator} see this. ${mediator} will ask you to join a private talk.`,
  withdraw: "Take it back",
} as const;

export const MESSAGE_WORDS = {
  from: (mediator: string) => `${mediator} writes:`,
  aloud: (mediator: string, text: string) => `${mediator} writes: ${text}`,
  read: "I have read it",
  talkTitle: (mediator: string) => `${mediator} is in a private talk`,
  talk: "It is with people who stayed. You can take the time you need.",
} as const;

export const TIME_WORDS = {
  close: "Close",
  minutes: (minutes: number) => `${minutes} minutes`,
  choose: "Set a time",
  lengthTitle: "How long would you like?",
  lengthHint: "We tell you when it is nearly over. Nothing ends by itself.",
  more: "More time",
  moreTitle: "How much more time?",
  moreHint: "We add it to the time that is left.",
  none: "No set time",
  showLeft: "Show me the time left",
  hideLeft: "Hide the time left",
  minutesLeft: (minutes: number) => (minutes === 1 ? "1 minute left" : `${minutes} minutes left`),
  left: {
    plenty: (until: string) => `Your break goes on until about ${clockTime(until)}.`,
    five: (until: string) => `Your break has 5 minutes left, until about ${clockTime(until)}.`,
    one: (until: string) => `Your break has 1 minute left, until about ${clockTime(until)}.`,
    over: () => "The time you chose is over. You can stay for as long as you need.",
  },
  say: "Say when I am back",
  sayAgain: "Say another time",
  unsay: "Take my time back",
  backTitle: "When will you be back?",
  backHint: "The joint room sees the time. It does not see where you are.",
  youSaid: (due: string) => `You said that you will be back at about ${clockTime(due)}.`,
  othersBack: (name: string, minutes: number, due: string) =>
    minutes === 0
      ? `${name} said: back at about ${clockTime(due)}.`
      : `${name}: back in about ${minutes} minutes, at ${clockTime(due)}.`,
} as const;
