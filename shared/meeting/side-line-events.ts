/** What can have happened on side lines. A stored shape never changes. */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");
const ask = idSchema("ask");
const opening = idSchema("opening");
const ears = z.array(z.strictObject({ person, ear: idSchema("ear") }));

export const sideLineEvents = [
  z.strictObject({
    kind: z.literal("whisperAsked"),
    meeting,
    ask,
    people: z.tuple([person, person]),
  }),
  z.strictObject({ kind: z.literal("whisperPutOff"), meeting, ask }),
  z.strictObject({
    kind: z.literal("whisperBegun"),
    meeting,
    ask,
    people: z.tuple([person, person]),
    opening,
    ears,
    /** Whose press began it. */
    ready: z.array(person),
  }),
  z.strictObject({ kind: z.literal("whisperEnded"), meeting, ask }),
  z.strictObject({
    kind: z.literal("whisperLeaveSet"),
    meeting,
    by: person,
    to: person,
    given: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("sideLineReopened"),
    meeting,
    /** The opening that ends. */
    ended: opening,
    opening,
    ears,
    because: z.enum(["unconfirmed", "stranger"]),
  }),
] as const;

export type SideLineEvent = z.infer<(typeof sideLineEvents)[number]>;

const KINDS: Readonly<Record<SideLineEvent["kind"], true>> = {
  whisperAsked: true,
  whisperPutOff: true,
  whisperBegun: true,
  whisperEnded: true,
  whisperLeaveSet: true,
  sideLineReopened: true,
};

export function isSideLineEvent(event: { readonly kind: string }): event is SideLineEvent {
  return Object.hasOwn(KINDS, event.kind);
}
