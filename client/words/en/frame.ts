/**
 * Words around every page: places, help, the lost line. The place words say where you are and
 * who can hear you.
 */
export const frameWords = {
  product: "Accord",
  title: (page: string, service: string) => `${page} – ${service}`,
  placeLabel: "Where you are and who can hear you",
  loading: "One moment. We are opening your page.",
  openingTitle: "Opening your page",
  unreached: "We can't reach the meeting yet",
  unreachedText: "We keep trying. You do not need to do anything.",
  help: "Help",
  close: "Close",
  beforeTitle: "Getting ready",
  beforeHears: "No one can see or hear you yet.",
  waitingTitle: "Waiting room",
  waitingHears: "No one can see or hear you here.",
  leftTitle: "Outside the meeting",
  endedTitle: "After the meeting",
  openTitle: "Welcome",
  openHears: "No one can see or hear you.",
  lostLine: "The line dropped. We are trying to get you back. You do not need to do anything.",
  backAgain: "You are connected again.",
  asksTitle: "Is this you on another screen?",
  asksText: "Your link was just used on a new phone or computer.",
  asksYes: "Yes, it is me. Use that one",
  asksNo: "No, it is not me",
  notLoaded: "This part of the page did not load. Check your internet, then try again.",
  loadAgain: "Load the page again",
} as const;

export const helpWords = {
  title: "Help",
  callFirst: "You can call us at any time.",
  call: (phone: string) => `Call ${phone}`,
  noPhone: "Call or write to the people who sent you the link.",
  stepsTitle: "If something is not right",
  steps: [
    "No sound? Check that the volume is up and nothing else is using it.",
    "No picture? You can join without one. That is OK.",
    "Page stuck? Load it again. You come back to the same place.",
    "Need a moment? You can take a break at any time. You do not have to say why.",
  ],
  safe: "Loading the page again loses nothing.",
} as const;

/** The server will not have this page. */
export const unservedWords = {
  unknownTitle: "Open your link again",
  unknownHeading: "This page needs your own link",
  unknownText: "Open the link we sent you. It brings you back to this place.",
  oldHeading: "This page has changed since you opened it",
  oldText: "Load it again to go on. You come back to the same place.",
} as const;
