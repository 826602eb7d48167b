/**
 * What the meeting room says: the place, who can hear, the bar, breaks and going back. Plain
 * words, one idea a sentence, no blame. Nothing here tells where somebody absent is.
 */
import { listOfNames, sentence } from "./people.ts";

const verb = (names: readonly string[], one: string, more: string): string =>
  names.length === 1 ? one : more;

const elsewhere = (names: readonly string[]): string =>
  `${listOfNames(names)} ${verb(names, "is", "are")} in another room.`;

const onBreak = (names: readonly string[]): string =>
  `${listOfNames(names)} ${verb(names, "is", "are")} on a private break.`;

export const PLACE_WORDS = {
  band: "Where you are",
  joint: "Joint room",
  side: "Private room",
  own: "Private room",
  talk: "Private talk",
  quiet: "Quiet place",
  noSide: "Private room",
  chosen: "Small room",
  title: (room: string, child: string) => `${room} – ${child}`,
  alone: "You are the only one here. No one can hear you.",
  quietHears: "No one can hear you here.",
  nobodyYet: "No one can hear you yet.",
  connectingMe: "You are connecting. No one can hear you yet.",
  backOnLine: "Your line dropped. We are getting you back. No one can hear you now.",
  noVideo: "No sound or picture now.",
  noVideoHere: "There is no sound or picture here. You can still write and agree.",
  paused: "A short pause. No one can hear anyone.",
  held: "No one can hear you now.",
  stranger: "Someone we do not know is in this room. Your sound and picture are off.",
  strangerTitle: "Please stop talking",
  hears: (names: readonly string[], only: boolean) =>
    `${only ? "Only " : ""}${listOfNames(names)} can hear you.`,
  wouldHear: (names: readonly string[], only: boolean) =>
    `Your mic is off. ${only ? "Only " : ""}${listOfNames(names)} can hear you if you turn it on.`,
  connecting: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "is", "are")} connecting.`,
  withCompany: (name: string, company: string) => `${name} (with ${company})`,
  arrived: (room: string, hears: string) => `You are in the ${room.toLowerCase()} now. ${hears}`,
} as const;

export const TILE_WORDS = {
  you: "you",
  with: (company: string) => `with ${company}`,
  speaking: "Speaking",
  microphoneOn: "Mic on",
  microphoneOff: "Mic off",
  connecting: "Connecting",
  offline: "Getting back",
  noSound: "No sound",
  hand: (place: number) => (place === 1 ? "Hand up, next" : `Hand up, number ${place}`),
  pictureOf: (name: string) => `Picture of ${name}`,
  ownPicture: "Your own picture",
  hidden: "Your picture is on. You have hidden it from yourself.",
  people: "People in this room",
  hands: "Hands up",
} as const;

export const BAR_WORDS = {
  bar: "Your controls",
  microphoneOn: "Turn mic on",
  microphoneOff: "Turn mic off",
  cameraOn: "Start camera",
  cameraOff: "Stop camera",
  raise: "Raise hand",
  lower: "Lower hand",
  break: "Private break",
  back: "Go back",
  more: "More",
  leave: "Leave",
  noSendPaused: "Mic and camera are off for everyone in a short pause.",
  noSendHeld: "The mic is off until sound is back.",
  noSendQuiet: "A quiet place has no sound and no picture.",
  noSendVideo: "The mic and camera cannot work now. It is a problem at our end.",
  noSendStranger: "We have turned your mic and camera off to keep you safe.",
  trouble: {
    microphone: {
      blocked: "Your browser is not letting us use the mic. Look for the sign beside the address.",
      inUse: "Another app is using your mic. Close it and try again.",
      none: "We cannot find a mic. Plug one in and try again.",
      unsupported: "This browser cannot use a mic here. Open the page in Safari or Chrome.",
      broken: "Your mic did not start. Try again.",
    },
    camera: {
      blocked:
        "Your browser is not letting us use the camera. Look for the sign beside the address.",
      inUse: "Another app is using your camera. Close it and try again.",
      none: "We cannot find a camera. You can join without it.",
      unsupported: "This browser cannot use a camera here. Open the page in Safari or Chrome.",
      broken: "Your camera did not start. Try again.",
    },
  },
} as const;

export const BREAK_WORDS = {
  title: "Take a private break",
  intro: "You do not need to give a reason. The others only see that you are on a private break.",
  introPrivate: "You do not need to give a reason. You can come back at any time.",
  alone: "On my own",
  aloneHint: "No one comes with you. No one can hear you.",
  quiet: "A quiet place",
  quietHint: "No sound, no picture. No one can knock.",
  quietGo: "Go to the quiet place",
  people: "With my people",
  goAlong: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "comes", "come")} with you at once.`,
  asked: (names: readonly string[]) =>
    `We ask ${listOfNames(names)}. They can come when they are ready.`,
  nobody: "None of your people are in the meeting now. Your room waits for them.",
  room: "Go to our room",
  start: "Start my break",
  stay: "Stay here",
} as const;

export const BACK_WORDS = {
  title: "Go back to the joint room",
  rejoin: (names: readonly string[]) => sentence(`You are about to rejoin ${listOfNames(names)}`),
  empty: "No one is in the joint room right now. You can wait there.",
  microphone: "Start with my mic on",
  camera: "Start with my camera on",
  hint: "You can turn them on later too.",
  go: "Go back now",
  stay: "Stay here",
} as const;

export const ASK_WORDS = {
  knock: (name: string) => `${name} would like to come in.`,
  knockHint: "You choose. Nothing you said before can be heard.",
  letIn: (name: string) => `Let ${name} in`,
  invitation: (name: string) => `${name} asks if you would like to join them in a private room.`,
  toJoint: (name: string) => `${name} asks you to come to the joint room.`,
  toChosen: (name: string) => `${name} asks you to come to a small room.`,
  inside: (names: readonly string[]) => sentence(`In the room: ${listOfNames(names)}`),
  empty: "No one is in that room yet.",
  arriveOff: "You come in with your mic and camera off.",
  join: "Join now",
  minute: "I need a minute",
  minuteTaken: "Take your time",
  minuteKnown: (name: string) =>
    `${name} knows that you need a minute. Press Join now when you are ready.`,
  notNow: "Not now",
  comesIn: (name: string) => `${name} is coming in.`,
  leaveGiven: "You said this is fine.",
  leaveByOthers: "Your people here said this is fine.",
  soon: "It takes a few seconds.",
  comeInNow: "Come in now",
  safety: "Someone may not be safe.",
  comesForSafety: (name: string) => `${name} is coming in because someone may not be safe.`,
} as const;

/** Rooms one can go into by oneself, and leave for the mediator to come in. */
export const DOOR_WORDS = {
  title: "Rooms you can go to",
  home: "Your room",
  goHome: "Back to your room",
  homeTitle: "Go back to your room",
  chosen: (names: readonly string[]) => `A small room for ${listOfNames(names)}`,
  goIn: (names: readonly string[]) => `Go in to ${listOfNames(names)}`,
  goInEmpty: "Go in and wait",
  goInTitle: "Go to this room",
  inside: (names: readonly string[]) => sentence(`Inside now: ${listOfNames(names)}`),
  empty: "No one is in it now.",
  meet: (names: readonly string[]) => sentence(`You are about to meet ${listOfNames(names)}`),
  go: "Go in now",
  mixed: (names: readonly string[], mediator: string) =>
    `${listOfNames(names)} ${verb(names, "is", "are")} in a room with ${mediator}.`,
  mixedAlone: (names: readonly string[]) =>
    names.length === 1
      ? `${listOfNames(names)} is in a small room.`
      : `${listOfNames(names)} are in a small room.`,
} as const;

export const STANDING_WORDS = {
  title: "When the mediator wants to come in",
  knocks: (name: string) => `${name} knocks before coming in.`,
  give: (name: string) => `Let ${name} come in without waiting`,
  giveHint: "We tell you first. You can still say not now.",
  given: (name: string) => `${name} may come in without waiting for an answer.`,
  takeBack: (name: string) => `Ask ${name} to knock again`,
} as const;

export const STATE_WORDS = {
  mutedBy: (name: string) => `${name} turned your mic off.`,
  mutedHint: "You can turn it on again when it is your turn to speak.",
  askedToUnmute: (name: string) => `${name} asks you to turn your mic on.`,
  askedHint: "You choose. You can also type or stay quiet.",
  unmute: "Turn my mic on",
  fine: "OK",
  later: "Later",
  gotIt: "Got it",
  notNow: "Not now",
  away: (names: readonly string[]) => onBreak(names),
  awayShuttle: (names: readonly string[]) => elsewhere(names),
  left: (names: readonly string[]) => `${listOfNames(names)} left for now.`,
  quietTitle: "This is a quiet place",
  quiet: "There is no sound and no picture here. No one can knock. Stay as long as you like.",
  pausedTitle: "A short pause",
  paused:
    "Sound and picture are off for everyone here. Take a breath. You do not need to do anything.",
  heldTitle: "Sound waits",
  heldSide: (names: readonly string[]) => `${onBreak(names)} You can stay, or take a break too.`,
  heldSideMediator: (names: readonly string[]) =>
    `${onBreak(names)} Sound comes back when they do.`,
  heldShuttle: (names: readonly string[]) => `${elsewhere(names)} Sound comes back when they come.`,
  heldNoNames: "Sound waits until everyone is back.",
  heldMediator: (name: string) =>
    `${name} is not in this room now. Sound waits until ${name} is back.`,
  soundBack: "Sound is back. Your mic is off. Turn it on when you are ready.",
  soundBackTitle: "Everyone is back",
  reconnectedTitle: "Everyone was connected again",
  reconnected: "We do this to keep the room safe. You do not need to do anything.",
  noVideoTitle: "No sound or picture now",
  noVideo: (phone: string) =>
    `It is a problem at our end. You can still read and write here, or call us on ${phone}.`,
  reconnectingTitle: "Your internet dropped out",
  reconnecting: "We are trying to get you back. You do not need to do anything.",
  plainTitle: "Sound and picture are not locked",
  plain:
    "A browser in this room is too old for it. Our video server could listen in. No one else can.",
  hearTitle: "Your browser is holding the sound back",
  hear: "Tap to hear",
} as const;

export const PARTS_WORDS = {
  nav: "Parts of the room",
  room: "Room",
  agenda: "Agenda",
  agreement: "Agreement",
  notes: "Notes",
  messages: "Messages",
  people: "People",
  waiting: "waiting",
  speaking: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "is", "are")} speaking.`,
  quiet: "No one is speaking.",
} as const;

export const MORE_WORDS = {
  title: "More",
  hideSelf: "Hide my own picture",
  showSelf: "Show my own picture",
  selfHint: "Only you see this change.",
  microphone: "Microphone",
  camera: "Camera",
  speaker: "Speaker",
  usual: "The usual one",
  nameless: (place: number) => `Device ${place}`,
  close: "Close",
} as const;

export const LEAVE_WORDS = {
  title: "Leave the meeting?",
  text: "You can come back with the same link. The others see that you left.",
  go: "Leave now",
  stay: "Stay",
} as const;

/** Said aloud only; the screen shows the same in its own way. */
export const NEWS_WORDS = {
  came: (names: string) => `${names} came in.`,
  went: (names: string) => `${names} left this room.`,
  hand: (name: string) => `${name} put a hand up.`,
  resumed: "The pause is over.",
  openAgain: "The words can be changed again.",
  waits: (names: readonly string[]) =>
    `${listOfNames(names)} ${verb(names, "waits", "wait")} to come in.`,
} as const;
