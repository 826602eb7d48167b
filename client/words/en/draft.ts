/** What stands around shared writing: agenda, agreement while it is written, notes, what is saved. */
import { listOfNames } from "./people.ts";

export const SAVE_WORDS = {
  connecting: "Fetching the page …",
  saved: "Saved",
  saving: "Saving …",
  offline: "Not connected. We keep your words and send them when you are back.",
  closed: "This page closed. Open it again to go on.",
  full: "This page is full. Make something shorter.",
  open: "Open it again",
  writing: (names: readonly string[]) =>
    `${listOfNames(names)} ${names.length === 1 ? "is" : "are"} writing here.`,
  lostTitle: "These words of yours were not saved",
  lost: "Copy them if you need them. Only you see them.",
  lostDone: "I do not need them",
} as const;

export const READ_ONLY_WORDS = {
  shuttle: "You can read here. The mediator brings words to you and writes them down.",
  private: "You can read here. To change words, go back to the joint room.",
  mediator: (name: string) => `${name} is doing the writing now. You can read along.`,
  sideAway: (name: string) => `Only ${name} writes until everyone is back. You can read along.`,
  watching: "You can read here.",
} as const;

export const AGENDA_WORDS = {
  title: "Agenda",
  intro: (minutes: number) => `About ${minutes} minutes in all.`,
  now: "Now",
  none: "There is nothing on the agenda yet.",
  minutes: (minutes: number) => (minutes === 1 ? "1 minute" : `${minutes} minutes`),
  changeShort: "Change",
  done: "Done",
  words: "What we will talk about",
  minutesLabel: "Minutes",
  owner: "Who leads this",
  nobody: "No one yet",
  up: "Move up",
  down: "Move down",
  remove: "Take off the agenda",
  makeCurrent: "We are here now",
  clearCurrent: "Not here any more",
  add: "Add to the agenda",
  fresh: "New point",
} as const;

export const DRAFT_WORDS = {
  title: "Agreement",
  intro: "Write down what you agree, in your own words.",
  issues: "What we talked about",
  noIssues: "Nothing is written here yet.",
  addIssue: "Add a point",
  issueWords: "The point",
  issue: (place: number) => `Point ${place}`,
  status: "Where we are with this point",
  actions: "What will be done",
  addAction: "Add an action",
  actionWords: "What will be done",
  actionOf: (place: number, issue: number) => `Action ${place} of point ${issue}`,
  owner: "Who will do it",
  nobody: "Choose a name",
  due: "By when",
  section: "EHC plan section",
  noSection: "Not about a section",
  agreed: "Everyone agrees to do this",
  notAgreedYet: "Not agreed yet",
  change: (what: string) => `Change ${what}`,
  done: "Done",
  up: "Move up",
  down: "Move down",
  removeIssue: "Take this point away",
  removeIssueTitle: "Take this point away?",
  removeIssueText: "Its actions go with it.",
  removeAction: "Take this action away",
  remove: "Take it away",
  keep: "Keep it",
  empty: "No words yet",
  noOwner: "no name yet",
  noDue: "no date yet",
  by: (owner: string, due: string) => `${owner}, by ${due}`,
  orphans: "Actions without a point",
  orphansHint: "The point they belonged to was taken away. Put them in another one.",
  putIn: "Put into",
  choosePoint: "Choose a point",
  broken: "A part here cannot be read.",
  free: "In your own words",
} as const;

export const NOTES_WORDS = {
  title: "Notes",
  side: "Your people's notes",
  sideHint: "Only your people in your own room can read this. It stays for next time.",
  guest: (names: readonly string[]) => `Notes you share with ${listOfNames(names)}`,
  guestHint: (names: readonly string[]) =>
    `You share this page with ${listOfNames(names)}. Your other notes stay hidden from them.`,
  none: "You have notes of your own in your private room. Start a private break to write there.",
  noneMediator: "In a private room, you can share a page of notes with those there.",
} as const;
