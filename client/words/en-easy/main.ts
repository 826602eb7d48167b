/**
 * The easy view's own words for the screens one is on most: shorter, one idea a line. What is not
 * here is said as in `en`.
 */
import { listOfNames } from "../en/people.ts";
import type { BAR_WORDS, BREAK_WORDS } from "../en/room.ts";
import type { calledWords, waitingWords } from "../en/waiting.ts";

type Some<T> = Partial<Record<keyof T, unknown>>;

export const EASY_WAITING = {
  heading: "You are in the right place",
  knows: (mediator: string) => `${mediator} knows you are here.`,
  askedBefore: "We ask you first. Then you go in.",
  starts: (time: string) => `We start at ${time}.`,
  late: (mediator: string) => `${mediator} is a bit late. You did nothing wrong.`,
  asked: (mediator: string) => `${mediator} asks you to wait here.`,
  askedNext: (mediator: string) => `${mediator} will call you. No one can hear you.`,
  peopleTitle: "Who is here with you",
  onlyYou: "You are first.",
  keepOpen: "Keep this page open. Get a drink if you like.",
  checkDevices: "Test my mic and camera",
} as const satisfies Some<typeof waitingWords>;

export const EASY_CALLED = {
  heading: (mediator: string) => `${mediator} is ready`,
  inside: "You will see:",
  nobodyYet: (mediator: string) => `Only ${mediator} is there.`,
  ownRoom: (mediator: string) => `You go to your own room. ${mediator} comes to you.`,
  ownInside: "You will see:",
  ownEmpty: "You are the first.",
  howTitle: "How do you go in?",
  changeLater: "You can change this.",
  join: "Go in",
  takeYourTime: "Take your time. Press Go in when you are ready.",
} as const satisfies Some<typeof calledWords>;

export const EASY_BAR = {
  microphoneOn: "Let them hear me",
  microphoneOff: "Stop my mic",
  cameraOn: "Let them see me",
  cameraOff: "Stop my camera",
  raise: "I want to talk",
  lower: "I can wait",
  break: "I need a break",
  back: "Back to all",
  more: "More",
  leave: "Leave",
} as const satisfies Some<typeof BAR_WORDS>;

export const EASY_BREAK = {
  title: "Take a break",
  intro: "You do not have to say why.",
  introPrivate: "You can go back when you like.",
  alone: "Just me",
  aloneHint: "No one can hear you.",
  quiet: "A quiet place",
  quietHint: "No sound. No picture.",
  people: "With my people",
  goAlong: (names: readonly string[]) => `${listOfNames(names)} will come too.`,
  asked: (names: readonly string[]) => `We ask ${listOfNames(names)} to come.`,
  nobody: "Your people are not here yet.",
  room: "Go to our room",
  start: "Go to my room",
} as const satisfies Some<typeof BREAK_WORDS>;
