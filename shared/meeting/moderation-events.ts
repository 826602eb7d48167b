/** What can have happened around turns and the mediator's other means. Shapes never change. */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");

export const moderationEvents = [
  z.strictObject({
    kind: z.literal("turnGiven"),
    meeting,
    side: z.nullable(z.enum(["family", "la", "icb", "setting"])),
    speaker: z.nullable(person),
    people: z.array(person),
    leads: z.array(person),
    minutes: z.nullable(z.int()),
  }),
  z.strictObject({ kind: z.literal("turnContinued"), meeting }),
  z.strictObject({ kind: z.literal("turnEnded"), meeting }),
  z.strictObject({ kind: z.literal("mediatorUnseen"), meeting, person }),
  z.strictObject({ kind: z.literal("mediatorSeen"), meeting, person }),
  z.strictObject({ kind: z.literal("mediatorLost"), meeting, person }),
  z.strictObject({ kind: z.literal("mediatorBack"), meeting, person }),
  z.strictObject({
    kind: z.literal("cardShown"),
    meeting,
    card: z.enum(["rules", "roles"]),
    people: z.array(person),
  }),
  z.strictObject({ kind: z.literal("cardPutAway"), meeting, person }),
  z.strictObject({ kind: z.literal("lockSet"), meeting, locked: z.boolean() }),
] as const;

export type ModerationEvent = z.infer<(typeof moderationEvents)[number]>;

const KINDS: Readonly<Record<ModerationEvent["kind"], true>> = {
  turnGiven: true,
  turnContinued: true,
  turnEnded: true,
  mediatorUnseen: true,
  mediatorSeen: true,
  mediatorLost: true,
  mediatorBack: true,
  cardShown: true,
  cardPutAway: true,
  lockSet: true,
};

export function isModerationEvent(event: { readonly kind: string }): event is ModerationEvent {
  return Object.hasOwn(KINDS, event.kind);
}
