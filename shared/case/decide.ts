/** Sends a command of the wire to the decider beside its rules. Freezing needs facts of the
 * document and is decided by the server's freeze step (`planFreeze`). */
import { decideAgreement } from "../agreement/signing.ts";
import type { LoggedCommand } from "../contract/live-api.ts";
import type { Context, Decision } from "../core/decider.ts";
import { decideAbsence } from "../meeting/absence.ts";
import { decideAdmission } from "../meeting/admission.ts";
import { decideChosenRooms } from "../meeting/chosen-rooms.ts";
import { decideEntries } from "../meeting/entries.ts";
import { decideDesk, isDeskCommand } from "../meeting/desk-commands.ts";
import { decideModeration } from "../meeting/moderation.ts";
import { decideRooms } from "../meeting/rooms.ts";
import { decideTurns } from "../meeting/turns.ts";
import type { CaseState } from "./case.ts";
import type { CaseEvent } from "./case-events.ts";
import { decideSeatAnswer } from "./seats.ts";

export type PlainCommand = Exclude<LoggedCommand, { kind: "freezeAgreement" }>;

export function decide(
  state: CaseState,
  command: PlainCommand,
  context: Context,
  hash: (text: string) => string,
): Decision<CaseEvent> {
  if (isDeskCommand(command)) return decideDesk(state, command, context);
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
    case "startBreak":
    case "returnToJointRoom":
    case "knock":
    case "callToTalk":
    case "setStyle":
    case "answerAsk":
      return decideRooms(state, command, context);
    case "prepareRoom":
    case "withdrawRoom":
    case "invite":
    case "goIn":
      return decideChosenRooms(state, command, context);
    case "resumeMeeting":
      return decideAbsence(state, command, context);
    case "giveTurn":
    case "nextTurn":
    case "continueTurn":
    case "endTurn":
      return decideTurns(state, command, context);
    case "setStandingLeave":
    case "enterForSafety":
    case "comeIn":
      return decideEntries(state, command, context);
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
