/** Who is where and how they get there: sent to the decider beside its rules. */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import type { Context, Decision } from "../core/decider.ts";
import { type ChosenRoomCommand, chosenRoomCommands, decideChosenRooms } from "./chosen-rooms.ts";
import { decideEntries, type EntryCommand, entryCommands } from "./entries.ts";
import { decideRooms, type RoomCommand, roomCommands } from "./rooms.ts";
import { decideTogether, type TogetherCommand, togetherCommands } from "./together.ts";

export const placeCommands = [
  ...roomCommands,
  ...chosenRoomCommands,
  ...entryCommands,
  ...togetherCommands,
] as const;
type PlaceCommand = RoomCommand | ChosenRoomCommand | EntryCommand | TogetherCommand;

/** Total by type: a new kind does not compile until it is here. */
const KINDS: Readonly<Record<PlaceCommand["kind"], true>> = {
  startBreak: true,
  returnToJointRoom: true,
  knock: true,
  callToTalk: true,
  setStyle: true,
  answerAsk: true,
  prepareRoom: true,
  withdrawRoom: true,
  invite: true,
  goIn: true,
  setStandingLeave: true,
  enterForSafety: true,
  comeIn: true,
  setNoContact: true,
  askTogether: true,
  answerTogether: true,
  beginTogether: true,
  endTogether: true,
};

export function isPlaceCommand<C extends { readonly kind: string }>(
  command: C,
): command is Extract<C, PlaceCommand> {
  return Object.hasOwn(KINDS, command.kind);
}

export function decidePlaces(
  state: CaseState,
  command: PlaceCommand,
  context: Context,
): Decision<CaseEvent> {
  switch (command.kind) {
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
    case "setStandingLeave":
    case "enterForSafety":
    case "comeIn":
      return decideEntries(state, command, context);
    case "setNoContact":
    case "askTogether":
    case "answerTogether":
    case "beginTogether":
    case "endTogether":
      return decideTogether(state, command, context);
  }
}
