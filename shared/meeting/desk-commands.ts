/** What people ask for and tell each other between rooms: sent to the decider beside its rules. */
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import type { Context, Decision } from "../core/decider.ts";
import { breakLengthCommands, type BreakLengthCommand, decideBreakLength } from "./break-length.ts";
import { type CarryCommand, carryCommands, decideCarry } from "./carry.ts";
import { decideHelpDesk, type HelpCommand, helpCommands } from "./help.ts";
import { decideSharing, type SharingCommand, sharingCommands } from "./sharing.ts";
import { decideMessages, type MessageCommand, messageCommands } from "./messages.ts";

export const deskCommands = [
  ...helpCommands,
  ...messageCommands,
  ...breakLengthCommands,
  ...sharingCommands,
  ...carryCommands,
] as const;
type DeskCommand =
  HelpCommand | MessageCommand | BreakLengthCommand | SharingCommand | CarryCommand;

/** Total by type: a new kind does not compile until it is here. */
const KINDS: Readonly<Record<DeskCommand["kind"], true>> = {
  askForHelp: true,
  withdrawHelp: true,
  askToTalkAlone: true,
  withdrawTalkAlone: true,
  sayBackIn: true,
  sendMessage: true,
  dismissMessage: true,
  sayBackAt: true,
  setBreakLength: true,
  extendBreak: true,
  releaseText: true,
  writePoint: true,
  confirmPoint: true,
  takeBackPoint: true,
  tellPoint: true,
};

export function isDeskCommand<C extends { readonly kind: string }>(
  command: C,
): command is Extract<C, DeskCommand> {
  return Object.hasOwn(KINDS, command.kind);
}

export function decideDesk(
  state: CaseState,
  command: DeskCommand,
  context: Context,
): Decision<CaseEvent> {
  switch (command.kind) {
    case "askForHelp":
    case "withdrawHelp":
    case "askToTalkAlone":
    case "withdrawTalkAlone":
    case "sayBackIn":
      return decideHelpDesk(state, command, context);
    case "sendMessage":
    case "dismissMessage":
    case "sayBackAt":
      return decideMessages(state, command, context);
    case "releaseText":
      return decideSharing(state, command, context);
    case "writePoint":
    case "confirmPoint":
    case "takeBackPoint":
    case "tellPoint":
      return decideCarry(state, command, context);
    case "setBreakLength":
    case "extendBreak":
      return decideBreakLength(state, command, context);
  }
}
