/**
 * Calling the mediator and what is said between rooms. Times are said in words, with the clock
 * time beside them; nothing runs down unless somebody asks for it.
 */
import { MINUTE_CHOICES } from "#shared/contract/desk.ts";
import { clockTime } from "./people.ts";

/** What one can choose from, as the server takes it. */
export const MINUTE_OPTIONS = MINUTE_CHOICES.map((minutes) => ({
  id: String(minutes),
  minutes,
  label: `about ${minutes} minutes`,
}));
export type MinuteOption = (typeof MINUTE_OPTIONS)[number];

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
