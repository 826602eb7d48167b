/**
 * What the page says when the server says no, or does not answer. Total by type: a new code does
 * not compile until it has words. Never a blame, always a next step.
 */
import type { RefusalCode } from "#shared/core/refusals.ts";

export const REFUSAL_WORDS: Readonly<Record<RefusalCode | "noAnswer", string>> = {
  noAnswer: "We could not reach the meeting. Nothing has changed. Try again in a moment.",
  badInput: "That did not work. Nothing has changed. Try again, or ask for help.",
  tooMany: "That was a lot at once. Wait a few seconds and try again.",
  notYou: "That button is for someone else in this meeting. Nothing has changed.",
  notFound: "That is not here any more. Nothing has changed.",
  notNow: "That cannot be done right now. Nothing has changed.",
  outOfDate: "Things changed while you pressed. Look again and choose.",
  linkUnknown: "This link has run out. That is not your fault.",
  seatUnknown: "This page needs your own link. Open the link we sent you.",
  seatAsking: "Your mediator has been asked if this is you. Nothing is lost.",
  openElsewhere: "You are in this meeting on another screen.",
  rulesFirst: "Read the rules first, then tick the box.",
  badName: "Use letters for the name. It can be up to 80 letters long.",
  badText: "Write a few words first. Some signs cannot be used.",
  locked: "The door is closed for now. Nothing has changed. Try again when it is open.",
  noRoomOfYourOwn: "You do not have a room of your own here. Ask the mediator for one.",
  tooManyRooms: "There are twelve rooms already. Take one back first.",
  roomInUse: "Somebody is in that room. Nothing has changed.",
  keptApart: "These people must not meet. Nothing has changed.",
  pointTold: "It has been said already. It cannot be taken back now.",
  childAlone: "A child is here only with a grown-up of their own. Ask that grown-up to come.",
  childStillHere: "The child is still in this room. Say goodbye first.",
  yesMissing: "The young person has not said yes to this yet. That is fine.",
  mediatorNeeded: "A room for more than one side needs the mediator in it.",
  sittingDate: "Choose a day and a time that is still to come.",
  meetingOver: "The meeting is over. Nothing has changed.",
  agreementFrozen: "The words are fixed while people sign. The mediator can open them again.",
  agreementNotFrozen: "The words are not ready to sign yet.",
  agreementEmpty: "There is nothing written to sign yet.",
  issueNeedsText: "One point has no words yet. Write what it is about.",
  actionNeedsIssue: "One action stands alone. Put it under a point.",
  clauseBroken: "One part of the paper does not fit. Take it out and write it again.",
  actionNeedsText: "One action has no words yet. Write what will be done.",
  actionNeedsOwner: "One action has no name yet. Choose who will do it.",
  actionNeedsDate: "One action has no date yet. Choose when it will be done by.",
  actionNeedsKind: "Choose what kind of action this is. Then the law’s time can be used.",
  actionNeedsAgreedDate: "The law gives no clear time here. Agree a date together.",
  ownerUnknown: "One action names a person who is not in this meeting. Choose a name again.",
  signerMissing: "Someone who signs is not in the meeting yet.",
  textCannotBePrinted: "One sign in the text cannot be printed. Write it in another way.",
  textTooLong: "The text is too long to print. Make it shorter.",
  dateNotPossible: "That date does not work. Choose another day.",
  wrongVersion: "The words have changed since you read them. Read them again before you sign.",
  notASigner: "You do not sign this paper. Others do.",
  boxUnticked: "Tick the box first. Then you can sign.",
  mediatorLast: "The mediator signs last, when all others have signed.",
  alreadySigned: "You have signed already. Your signature is safe.",
  complete: "Everyone has signed. The paper is complete.",
  oldPage: "This page is from an older version. Load it again to go on.",
  fault: "Something broke at our end. It is not your fault. Try again in a moment.",
};

/** By their words: the table of refusals itself is more than the first pages should load. */
export function isRefusalCode(value: string): value is RefusalCode {
  return value !== "noAnswer" && Object.hasOwn(REFUSAL_WORDS, value);
}
