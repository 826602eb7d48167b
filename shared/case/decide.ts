/** Sends a command of the wire to the decider beside its rules. Freezing needs facts of the
 * document and is decided by the server's freeze step (`planFreeze`). */
import { decideAgreement } from "../agreement/signing.ts";
import type { LoggedCommand } from "../contract/live-api.ts";
import { type Context, type Decision, refuse } from "../core/decider.ts";
import { decideAbsence } from "../meeting/absence.ts";
import { decideAdmission } from "../meeting/admission.ts";
import {
  allWelcome,
  decideChildren,
  isChildrenCommand,
  keepChildrenSafe,
} from "../meeting/children.ts";
import { decideEncryption } from "../meeting/encryption.ts";
import { decideDesk, isDeskCommand } from "../meeting/desk-commands.ts";
import { decideLock } from "../meeting/lock.ts";
import { decideModeration } from "../meeting/moderation.ts";
import { decidePlaces, isPlaceCommand } from "../meeting/place-commands.ts";
import { decideSittings } from "../meeting/sittings.ts";
import { decideShowing } from "../meeting/showing.ts";
import { allApart } from "../meeting/together.ts";
import { decideTurns } from "../meeting/turns.ts";
import { decideWhisper } from "../meeting/whisper.ts";
import { type CaseState, evolve } from "./case.ts";
import type { CaseEvent } from "./case-events.ts";
import { decideSeatAnswer } from "./seats.ts";

export type PlainCommand = Exclude<LoggedCommand, { kind: "freezeAgreement" }>;

/**
 * Behind every decision, whatever was pressed: people who must not meet are in no room together
 * (APART-1), no child is alone with an adult who is not theirs (CHILD-6), and no parent comes
 * without the young person's yes (CHILD-9). A no says nothing of the other.
 */
export function decide(
  state: CaseState,
  command: PlainCommand,
  context: Context,
  hash: (text: string) => string,
): Decision<CaseEvent> {
  const alone = decideAlone(state, command, context, hash);
  const watched = Object.values(state.people).some(
    ({ noContact, role }) => noContact.length > 0 || role === "child" || role === "youngPerson",
  );
  if (!alone.ok || !watched) return alone;
  const decision = keepChildrenSafe(state, alone.events, context);
  if (!decision.ok) return decision;
  const { actor, at } = context;
  const after = decision.events.reduce((now, event) => evolve(now, event, { actor, at }), state);
  if (!allApart(after)) return refuse("notNow");
  return allWelcome(after) ? decision : refuse("yesMissing");
}

function decideAlone(
  state: CaseState,
  command: PlainCommand,
  context: Context,
  hash: (text: string) => string,
): Decision<CaseEvent> {
  if (isChildrenCommand(command)) return decideChildren(state, command, context);
  if (isDeskCommand(command)) return decideDesk(state, command, context);
  if (isPlaceCommand(command)) return decidePlaces(state, command, context);
  switch (command.kind) {
    case "chooseName":
    case "tellCompany":
    case "acceptRules":
    case "askQuestion":
    case "answerQuestion":
    case "arrive":
    case "admit":
    case "enter":
      return decideAdmission(state, command, context);
    case "showCard":
    case "putCardAway":
      return decideShowing(state, command, context);
    case "setLock":
      return decideLock(state, command, context);
    case "resumeMeeting":
      return decideAbsence(state, command, context);
    case "planSitting":
      return decideSittings(state, command, context);
    case "demandEncryption":
      return decideEncryption(state, command, context);
    case "giveTurn":
    case "nextTurn":
    case "continueTurn":
    case "endTurn":
      return decideTurns(state, command, context);
    case "askWhisper":
    case "answerWhisper":
    case "endWhisper":
    case "setWhisperLeave":
      return decideWhisper(state, command, context);
    case "signAgreement":
    case "withdrawSignature":
    case "reopenAgreement":
      return decideAgreement(state, command, context, hash);
    case "answerSeat":
      return decideSeatAnswer(state, command, context);
    case "raiseHand":
    case "lowerHand":
    case "lowerHandOf":
    case "mutePerson":
    case "askToUnmute":
    case "askCameraOff":
    case "dismissNotice":
    case "askToWaitOutside":
    case "removePerson":
    case "letBackIn":
    case "pauseJointRoom":
    case "resumeJointRoom":
    case "leaveMeeting":
    case "endMeeting":
    case "setWriters":
    case "setCurrentItem":
      return decideModeration(state, command, context);
  }
}
