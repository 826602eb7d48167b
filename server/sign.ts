/**
 * A signature, checked against the paper it will stand on: a character that cannot be printed is
 * told to the person before anything is stored, not spelled out as a number on the sealed paper.
 */
import { decide } from "#shared/case/decide.ts";
import type { AgreementCommand } from "#shared/agreement/signing.ts";
import { type Context, refuse } from "#shared/core/decider.ts";
import { tidyName } from "#shared/core/text-limits.ts";

import type { OpenedCase } from "./case-book.ts";
import type { Step } from "./execute.ts";
import type { FreezeDesk } from "./freeze.ts";
import { sha256Hex } from "./random-ids.ts";

type SignCommand = Extract<AgreementCommand, { kind: "signAgreement" }>;

/** The refusal is about the character, as at the freeze (SIGN-10). */
export async function signStep(
  { sealer }: Pick<FreezeDesk, "sealer">,
  { state }: Pick<OpenedCase, "state">,
  command: SignCommand,
  context: Context,
): Promise<Step> {
  const decided = decide(state, command, context, sha256Hex);
  if (!decided.ok) return decided;
  for (const text of [command.typedName, command.post]) {
    const printable = await sealer.checkText(tidyName(text));
    if (!printable.ok) return refuse("textCannotBePrinted", printable.text);
  }
  return decided;
}
