/**
 * A meeting that demands media encryption: sound and picture go encrypted or not at all. Before
 * people come in the mediator turns it on and off; afterwards only on (VIDEO-56).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import type { Meeting } from "./meeting.ts";
import { hasBegun } from "./take-settings.ts";

export const encryptionCommands = [
  z.strictObject({
    kind: z.literal("demandEncryption"),
    meeting: idSchema("meeting"),
    on: z.boolean(),
  }),
] as const;
export type EncryptionCommand = z.infer<(typeof encryptionCommands)[number]>;

export function decideEncryption(
  state: CaseState,
  { meeting: id, on }: EncryptionCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, id, "demandEncryption", context);
  if (!found.ok) return found;
  const { meeting } = found.asked;
  if (on === meeting.settings.encryptionDemanded) return accept();
  // Whoever came in was told that it is safe here.
  if (!on && hasBegun(state, meeting)) return refuse("notNow");
  return accept({ kind: "encryptionDemanded", meeting: id, on });
}

/**
 * In this meeting there is no sound and no picture for the person's browser. `plain`: people
 * whose page cannot encrypt.
 */
export function isLeftOut(
  { settings }: Meeting,
  plain: ReadonlySet<PersonId>,
  person: PersonId,
): boolean {
  return settings.encryptionDemanded && plain.has(person);
}

/** Whether these people send encrypted to each other: who cannot is left out, or all go plain. */
export function isEncrypted(
  { settings }: Meeting,
  people: readonly PersonId[],
  plain: ReadonlySet<PersonId>,
): boolean {
  return settings.encryptionDemanded || people.every((id) => !plain.has(id));
}
