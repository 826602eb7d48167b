/** Words for children who say hello, for papers that are put away, and for young people. */
import { listOfNames, sentence } from "./people.ts";

const is = (names: readonly string[]): string => (names.length === 1 ? "is" : "are");
const has = (names: readonly string[]): string => (names.length === 1 ? "has" : "have");

/** The hello stage: all that a child guest reads. */
export const HELLO_WORDS = {
  version: "2026-11-child",
  title: "Hello",
  hello: (name: string) => `Hello ${name}!`,
  readyText: (mediator: string) => `${mediator} helps people talk. You can come and say hello.`,
  readyHow: "You can talk, or just listen. You can stop when you like.",
  safe: "What people say here stays here. If someone is not safe, a grown-up must help.",
  tick: "I know this",
  tickHelp: "A grown-up can read this with you and tick it.",
  tickFirst: "Tick the box first.",
  ready: "I am ready",
  waiting: (mediator: string) => `${mediator} will be with you in a moment`,
  waitingText: "You are in the right place. You have done nothing wrong.",
  called: (mediator: string) => `${mediator} is ready to say hello`,
  calledSee: (names: readonly string[]) => `You will see ${listOfNames(names)}.`,
  calledCamera: "Let people see me",
  go: "Go in",
  here: (names: readonly string[]) =>
    names.length === 0 ? "No one else is here yet." : `${listOfNames(names)} ${is(names)} here.`,
  people: "Who is here",
  you: "You",
  quietTitle: "Your quiet place",
  quiet: "No one can see or hear you here. Take your time.",
  back: "I am ready to go back",
  minute: "I need a minute",
  stop: "I want to stop",
  microphoneOn: "Let people hear me",
  microphoneOff: "Stop people hearing me",
  cameraOn: "Let people see me",
  cameraOff: "Stop people seeing me",
  byeTitle: "Bye for now",
  bye: (name: string) => `Thank you for coming, ${sentence(name)}`,
  byeText: "No one can see or hear you now. You can close this page.",
  again: "I want to come back",
} as const;

/** A child is in the room: what everybody else reads. */
export const FOLDED_WORDS = {
  here: (names: readonly string[]) => `${listOfNames(names)} ${is(names)} here.`,
  beside: (names: readonly string[]) => `A child is here with ${listOfNames(names)}.`,
  away: (names: readonly string[]) =>
    names.length === 0
      ? "Papers are put away until the child has gone."
      : `Papers are put away until ${listOfNames(names)} ${has(names)} gone.`,
  gone: (mediator: string) => `${mediator} will bring the papers back in a moment.`,
  kept: "Nothing you wrote is lost.",
  back: "The papers are back.",
  tellMe: "A child is here with me",
  tell: (name: string) => `A child is here with ${name}`,
  hint: "Papers and messages are put away at once.",
} as const;

/** The young person's own meeting. */
export const YOUNG_WORDS = {
  title: "Who comes in with you",
  intro: "This is your meeting. You say which parents come in.",
  change: "You can change this at any time. You need no reason.",
  said: (name: string, welcome: boolean) =>
    welcome ? `${name} can come in.` : `${name} waits outside for now.`,
  yesTo: (name: string) => `Yes, ${name} can come`,
  notNowTo: (name: string) => `Not ${name} for now`,
  forParent: (names: readonly string[]) =>
    `This is ${listOfNames(names)}’s meeting. Some parts are in a small group.`,
  forParentNext: (mediator: string) =>
    `${mediator} tells you when to come in. It is no one’s fault.`,
} as const;

export const EASY_WORDS = {
  on: "Show the easy view",
  off: "Show the full view",
  hint: "Bigger words, short lines, one thing at a time.",
} as const;
