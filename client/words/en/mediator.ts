/** What only the mediator reads in the room. Names people, never their sides as opponents. */
import type { Side } from "#shared/core/people.ts";
import { listOfNames } from "./people.ts";

const SIDE_NAMES: Readonly<Record<Side, string>> = {
  family: "Family",
  la: "Council",
  icb: "Health service",
  setting: "School",
  mediator: "Mediator",
  none: "Others",
};

export const MEDIATOR_WORDS = {
  side: (side: Side) => SIDE_NAMES[side],
  waitingTitle: "Waiting to come in",
  waitingNone: "No one is waiting.",
  since: (time: string) => `since ${time}`,
  called: "Called in. We wait for them to press Join.",
  offline: "Their line has dropped. You can still let them in.",
  letIn: (name: string) => `Let ${name} in`,
  letSideIn: (names: readonly string[]) => `Let ${listOfNames(names)} in together`,
  lock: "Close the door",
  lockHint: "No one new can come in until you open it. No one inside is sent out.",
  locked: "The door is closed",
  lockedNews: "The door is closed. You can open it beside their names.",
  lockedHint: "Who waits reads that, too. You still see them here.",
  unlock: "Open the door",
  seatLocked: "They take the place of somebody inside. Open the door first, then say yes.",
  questionsTitle: "Questions",
  questionFrom: (name: string) => `${name} asks:`,
  answerLabel: (name: string) => `Your answer to ${name}`,
  answer: "Send answer",
  answered: "You answered:",
  seatTitle: "Is it them?",
  seatAsk: (name: string) =>
    `Another browser wants to use the link of ${name}. Ask ${name} by phone if you are not sure.`,
  seatYes: "Yes, it is them",
  seatNo: "No",
  roomsTitle: "Private rooms in use",
  roomsNone: "No one is in a private room.",
  roomOf: (side: Side) => `Room of the ${SIDE_NAMES[side].toLowerCase()}`,
  roomOwn: "On their own",
  roomTalk: "Private talk",
  inside: (names: readonly string[]) => `Inside: ${listOfNames(names)}`,
  knock: "Knock",
  knocked: "You knocked. They will answer when they are ready.",
  knockNotNow: "They said: not now.",
  talkTitle: "Call to a private talk",
  talkHint: "They choose if they come. You join them with the first yes.",
  talkSide: (names: readonly string[]) => `Call ${listOfNames(names)}`,
  talkOne: (name: string) => `Call ${name}`,
  talkNone: "No one is here to call.",
  invitedOpen: (name: string) => `${name} has been asked.`,
  invitedNotNow: (name: string) => `${name} said: not now.`,
  awayTitle: "Not in the meeting",
  preparing: "not here yet",
  left: "left for now",
  out: "asked to step out",
  letBackIn: (name: string) => `Let ${name} back to the waiting room`,
  actions: (name: string) => `Options for ${name}`,
  mute: (name: string) => `Turn ${name}'s mic off`,
  askToUnmute: (name: string) => `Ask ${name} to turn mic on`,
  askCameraOff: (name: string) => `Ask ${name} to turn camera off`,
  lowerHand: (name: string) => `Lower ${name}'s hand`,
  leaveTitle: (name: string) => `Ask ${name} to leave?`,
  leaveText: (name: string) =>
    `${name} can wait outside instead. Then you can let ${name} in again with one press.`,
  leavePauses: "The joint room then pauses for everyone. You go on when you are ready.",
  leaveReason: "Why? Only you and our records see this. You can leave it empty.",
  leaveWait: (name: string) => `Ask ${name} to wait outside`,
  leaveGo: (name: string) => `Ask ${name} to leave`,
  cancel: "Cancel",
  backTitle: "Your line was gone",
  backText: "Sound between the sides waits for you. Look who is here, then go on.",
  backGo: "Go on with the meeting",
  leadText: "You can lead the meeting in their place.",
  leadHere: "You lead the meeting now. Sound goes on while you are in the joint room.",
  leadGo: "Take over in the joint room",
  turnTitle: "Speaking turns",
  turnHint: "One side speaks and the mics of the others wait. Interpreters can always be heard.",
  turnLengthLabel: "How long the next turn is meant to be",
  turnLength: (length: string) => (length === "open" ? "Open" : `About ${length} minutes`),
  turnToSide: (names: readonly string[]) => `Give the turn to ${listOfNames(names)}`,
  turnToNext: (name: string) => `Give the turn to the next hand: ${name}`,
  turnNext: (name: string) => `Next: ${name}`,
  turnEnd: "End this turn",
  turnRests: (names: readonly string[]) =>
    `The turn of ${listOfNames(names)} waits until you let it go on.`,
  turnGoesOn: "Go on with this turn",
  showTitle: "Show to everyone here",
  showHint: "A calm card opens for each of them. They put it away when they have read it.",
  showRules: "Show the ground rules",
  showRoles: "Show who is who",
  showRulesTo: (name: string) => `Show ${name} the ground rules`,
  showRolesTo: (name: string) => `Show ${name} who is who`,
  pause: "Pause the joint room",
  pauseHint: "Sound and picture go off for everyone in the joint room.",
  resume: "Resume the joint room",
  resumeHint: "Sound and picture come back for everyone.",
  writersTitle: "Who may write in the agenda and the agreement",
  writersEveryone: "Everyone in the joint room",
  writersMediator: "Only me",
  end: "End the meeting",
  endTitle: "End the meeting for everyone?",
  endText: "All rooms close. No one can come back in. The papers stay safe.",
  endUnsigned: "The agreement is not signed by everyone yet.",
  endAsk: "How does it end?",
  endFinished: "We are done",
  endAdjourned: "We go on another day",
  endNoAgreement: "Without an agreement",
  endStopped: "Someone wants to stop",
  endAskHint: "Everyone reads this in kind words. No one reads who stopped.",
  endChooseFirst: "Choose one first.",
  endGo: "End for everyone",
  endStay: "Go on with the meeting",
  asksWaiting: (count: number) =>
    count === 1 ? "1 person is waiting." : `${count} people are waiting.`,
  asksQuestions: (count: number) =>
    count === 1 ? "There is 1 question for you." : `There are ${count} questions for you.`,
  asksSeats: "Someone opened their link in another browser.",
  look: "Look",
  running: "Run the meeting",
} as const;

/** What goes between the rooms and the mediator. */
export const MEDIATOR_DESK_WORDS = {
  queueTitle: "Asking for you",
  asksHelp: (names: readonly string[], since: string) =>
    `${listOfNames(names)} asked you to come, at ${since}.`,
  knockAt: (names: readonly string[]) => `Knock and go to ${listOfNames(names)}`,
  knocked: "You knocked. They will answer when they are ready.",
  goBelow: "You can go in from the list of rooms below.",
  talkWith: (names: readonly string[]) => `Ask ${listOfNames(names)} to talk to you`,
  asksAlone: (name: string, since: string) =>
    `${name} would like to talk to you alone, since ${since}.`,
  talkAlone: (name: string) => `Ask ${name} to a talk alone`,
  aloneHint: "No one else is told that they asked.",
  backTitle: "Say when you are back",
  backTo: "Who should know",
  backWhen: "Back in",
  backSay: "Say it to them",
  backSaid: (room: string, minutes: number, at: string) =>
    `${room}: back in about ${minutes} minutes, said at ${at}.`,
  backTake: "Take it back",
  allRooms: "Everyone I am not with",
  jointRoom: (names: readonly string[]) => `Joint room (${listOfNames(names)})`,
  room: (names: readonly string[]) => `Room of ${listOfNames(names)}`,
  writeTitle: "Write to a room",
  writeTo: "Who gets it",
  writeText: "Your message",
  writeSend: "Send message",
  sentTo: (names: readonly string[], at: string) => `To ${listOfNames(names)}, at ${at}:`,
  unread: (names: readonly string[]) => `Not put away yet by ${listOfNames(names)}.`,
  awayLong: (side: Side, since: string) =>
    `${SIDE_NAMES[side]}: on a private break since ${since}.`,
  awayHint: "You can write to them, knock, or end the meeting for today. Their break goes on.",
  breakDue: "You have talked together for an hour.",
  breakHint: "Would a break help? A pause turns sound and picture off for everyone.",
  breakStart: "Start a short pause",
  breakLater: "Not now",
  callsNews: (count: number) =>
    count === 1 ? "1 room asks you to come." : `${count} rooms ask you to come.`,
  aloneNews: (names: readonly string[]) => `${listOfNames(names)} would like to talk to you alone.`,
} as const;

/** Rooms, invitations and the ways in. */
export const MEDIATOR_ROOM_WORDS = {
  quiet: "In a quiet place",
  noSide: "Room of people of no side",
  chosen: (names: readonly string[]) => `Small room for ${listOfNames(names)}`,
  empty: "No one is in it.",
  goIn: "Go in",
  goInTold: "Go in (they are told first)",
  leaveGiven: "They said that you may come in without an answer.",
  told: "They have been told. You go in in a moment.",
  safety: "Somebody may not be safe",
  safetyTitle: "Go in because somebody may not be safe?",
  safetyText:
    "It is told in that room at once, and nowhere else. Five seconds later you are in it. They cannot say no.",
  safetyLogged:
    "The kind of reason is written in the record of this meeting, with your name and the time.",
  safetyReason: "What is it about?",
  safetyReasons: [
    { value: "harm", label: "Somebody may be hurt" },
    { value: "threat", label: "Somebody is threatened" },
    { value: "child", label: "A child or young person may not be safe" },
    { value: "illness", label: "Somebody is ill" },
    { value: "other", label: "Something else" },
  ],
  safetyGo: "Tell them and go in",
  safetyStay: "Do not go in",
  goingTitle: (names: readonly string[]) => `You are going in to ${listOfNames(names)}`,
  wait: "Wait",
  waiting:
    "You are not going in yet. They still read that you are coming, until you go in or go to another room.",
  goInNow: "Go in now",
  ask: (names: readonly string[]) => `Ask ${listOfNames(names)} to come`,
  takeBack: "Take this room back",
  prepareTitle: "Prepare a small room",
  prepareHint: "Nobody is moved. Everybody goes in by their own press.",
  prepareWho: "Who is it for?",
  withMe: "With me in it",
  mediatorNeeded: "People of more than one side meet only with you in the room.",
  prepare: "Make the room",
  callTitle: "Everybody to the joint room",
  callHint: "They choose when they come. They can ask for a minute.",
  callNone: "Nobody is in another room.",
  call: "Call everybody back",
  onTheWay: (name: string) => `${name} has been asked and has not come yet.`,
  needsMinute: (name: string) => `${name} needs a minute.`,
  saidNotNow: (name: string) => `${name} said: not now.`,
  toSmallRoom: (line: string) => `Small room: ${line}`,
  styleTitle: "How this meeting works",
  styleJoint: "Together",
  styleShuttle: "Shuttle",
  styleJointHint: "Everybody comes into the joint room, and can go to a private room at any time.",
  styleShuttleHint:
    "Each side comes into its own room and stays there, and you go from room to room.",
  styleMovesNobody: "Nobody is moved by a change.",
} as const;

/** People who must not meet. */
export const APART_WORDS = {
  title: "People who must not meet",
  hint: "Each has a waiting place, a room and notes of their own. Neither is told of this. They come to the joint room only when you ask them, one at a time.",
  none: "Nobody.",
  pair: (names: readonly string[]) => names.join(" and "),
  takeBack: "They may meet",
  add: "Keep two people apart",
  first: "First person",
  second: "Second person",
  keep: "Keep them apart",
  samePerson: "Choose two different people.",
  cannot: "These two cannot be kept apart: one of them is here for the other.",
  askTitle: "Ask both for a part together",
  askHint:
    "Each is asked alone and reads the other's name and your words. Neither sees what the other says.",
  part: "Which part of the meeting?",
  ask: "Ask them",
  bothHere: "Both must be in the meeting.",
  asked: (part: string) => `You asked both for: ${part}`,
  answers: { open: "no answer yet", yes: "said yes", notNow: "said no" },
  answer: (name: string, said: string) => `${name}: ${said}`,
  begin: "Begin this part",
  running: (part: string) => `They may both be in the joint room for: ${part}`,
  end: "End this part",
  withdraw: "Take the question back",
} as const;

const SPEAKERS = {
  family: "the family",
  la: "the council",
  icb: "the health service",
  setting: "the school",
} as const;

function aboutSpoken(minutes: number): string {
  if (minutes === 0) return "less than a minute";
  return minutes === 1 ? "about 1 minute" : `about ${minutes} minutes`;
}

/** How long each side has spoken: on the mediator's own page only. */
export const TALK_WORDS = {
  title: "How long people have spoken",
  hint: "Counted here by this page only. It is kept nowhere and gone when you load the page again.",
  show: "Show speaking time",
  hide: "Hide speaking time",
  spoken: (
    parts: readonly { readonly side: keyof typeof SPEAKERS; readonly minutes: number }[],
  ) => {
    const [first, ...others] = parts.map(
      ({ side, minutes }, place) =>
        `${SPEAKERS[side]}${place === 0 ? " has spoken" : ""} for ${aboutSpoken(minutes)}`,
    );
    if (first === undefined) return "";
    return `${listOfNames([first.charAt(0).toUpperCase() + first.slice(1), ...others])}.`;
  },
} as const;
