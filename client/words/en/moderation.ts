/** Words of turns, of what the mediator shows or asks. Calm, no blame, nothing counts down. */
import { listOfNames } from "./people.ts";

const verb = (names: readonly string[], one: string, more: string): string =>
  names.length === 1 ? one : more;

/** After the end, the same words for everybody; nobody is told who stopped. */
export const OUTCOME_WORDS = {
  finished: { title: "We are done for today", next: [] },
  adjourned: {
    title: "We stop for today and go on another day",
    next: [
      "You will get a new time. Your mediator will ask when you can come.",
      "All you wrote here stays safe until then.",
      "If you want to talk before that, call us.",
    ],
  },
  noAgreement: {
    title: "We did not find a way to agree today",
    next: [
      "That can happen. You have not done anything wrong.",
      "Your mediator will talk to you about the next step.",
      "Families may still be able to appeal. There are dates to keep. Ask us about them.",
    ],
  },
  stopped: {
    title: "The meeting stopped early",
    next: [
      "That is OK. Anyone may stop at any time, and no one is to blame.",
      "Your mediator will call you. You can choose to meet again.",
      "Families may still be able to appeal. There are dates to keep. Ask us about them.",
    ],
  },
} as const;

export const ABSENCE_WORDS = {
  title: (names: readonly string[]) => `We have lost the line of ${listOfNames(names)}`,
  joint: (names: readonly string[]) =>
    `Sound waits until ${listOfNames(names)} ${verb(names, "is", "are")} back. You can stay, or take a break.`,
  apart: (names: readonly string[]) =>
    `You are with your own people. We are getting ${listOfNames(names)} back.`,
} as const;

export const CAMERA_WORDS = {
  asked: (name: string) => `${name} asks you to turn your camera off.`,
  askedHint: "You choose. It stays on until you turn it off.",
  isOff: "Your camera is off.",
  turnOff: "Turn my camera off",
  keepOn: "Keep it on",
} as const;

/** A pause of the joint room, told in private rooms; never why. */
export const PAUSE_WORDS = {
  title: "The joint room has a short pause",
  text: "You can stay here. You do not need to do anything.",
  over: "The pause in the joint room is over.",
} as const;

/** The lock, told as a door: locks stand for encryption on these screens. */
export const DOOR_CLOSED_WORDS = {
  waitTitle: (mediator: string) => `${mediator} has closed the door for a while`,
  wait: "It has nothing to do with you. You can stay here.",
  waitNext: (mediator: string) => `${mediator} sees that you are here and will ask you in.`,
  called: "It has nothing to do with you. You can go in when it opens.",
  opened: (mediator: string) => `${mediator} has opened the door again.`,
  inside: "The door is closed. No one new can come in.",
  insideOpen: "The door is open again.",
  yesWaits: "The door is closed now. You can say yes when it is open.",
  leave: "The door is closed now. If you come back, you wait until it opens.",
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
