/** Words of the link page: greeting, what and when, and what to do when the link does not fit. */
import { sentence } from "./people.ts";

export const linkWords = {
  title: "Your link",
  heading: "Hello. Is this you?",
  invitedYou: "You are asked to a meeting about your support.",
  invitedAll: "You are asked to a meeting about a child's support.",
  invited: (child: string) => sentence(`You are asked to a meeting about the support for ${child}`),
  when: "When",
  leads: "Who leads it",
  mediator: (name: string) => `${name}, the mediator`,
  how: "You can join on a phone, tablet or computer. You do not need an account.",
  private: "This link is just for you. Please do not share it.",
  nothingStarts: "Press the button when you are ready. Nothing starts until you do.",
  continue: "Continue",
  notMe: "This is not me",
  notMeTitle: "This is not you?",
  notMeText: (name: string) => `${sentence(`This link is for ${name}`)} Do not go on with it.`,
  notMeNext: "Ask us for your own link. We will send it to you.",
  elsewhereTitle: "You used this link on another screen",
  elsewhereText: (mediator: string) =>
    `If you go on here, we ask ${mediator} if it is you. The other screen will be told.`,
  hereTitle: "Welcome back",
  hereText: "You used this link here before. Press Continue and carry on.",
  looking: "One moment. We are reading your link.",
  unknownHeading: "This link has run out",
  unknownText: "That is not your fault. Ask us for a new one and we will send it straight away.",
  unknownCheck: "Did you copy the link? Check that you have all of it.",
  troubleHeading: "We could not read your link just now",
  tryAgain: "Try again",
} as const;

export const browserWords = {
  inAppHeading: "Open this link in Safari or Chrome",
  inAppText: "You are inside another app. This app can't open the camera or the mic.",
  stepCopy: "Copy this link.",
  stepOpen: "Open Safari or Chrome.",
  stepPaste: "Paste the link at the top and go.",
  linkLabel: "Your link",
  copy: "Copy the link",
  copied: "Copied. Now open Safari or Chrome and paste it.",
  copyByHand: "Press and hold the link above to copy it.",
  goOnAnyway: "Go on here without camera and mic",
  notSafeTitle: "The camera and mic will not work here",
  notSafeText:
    "This page was opened over plain http. Browsers only share a camera on a safe address.",
  notSafeWho: "This is a problem at our end. You can still read, write and sign.",
  notSafeNext: "Ask us for a link that starts with https. Then camera and mic will work.",
} as const;
