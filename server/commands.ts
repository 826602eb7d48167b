/**
 * A person's command, from the wire's shape to the write path. Freezing takes the document's
 * text with it, signing asks what can be printed; everything else is decided on the case alone.
 */
import { decide } from "#shared/case/decide.ts";
import type { LoggedCommand } from "#shared/contract/live-api.ts";
import type { CaseId, CommandId, PersonId } from "#shared/core/ids.ts";

import type { Execute, Outcome } from "./execute.ts";
import { signStep } from "./sign.ts";
import { type FreezeDesk, freezeStep } from "./freeze.ts";
import { sha256Hex } from "./random-ids.ts";

export type SendCommand = (
  caseId: CaseId,
  person: PersonId,
  commandId: CommandId,
  command: LoggedCommand,
) => Promise<Outcome>;

export function createSendCommand(execute: Execute, desk: FreezeDesk): SendCommand {
  return (caseId, person, commandId, command) =>
    execute({
      caseId,
      actor: person,
      commandId,
      decide: (opened, context) => {
        if (command.kind === "freezeAgreement") return freezeStep(desk, opened, command, context);
        if (command.kind === "signAgreement") return signStep(desk, opened, command, context);
        return decide(opened.state, command, context, sha256Hex);
      },
    });
}
