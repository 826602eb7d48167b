/** What can have happened to a point that the mediator may carry. No words (CORE-2). */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";
import { textRefSchema } from "../core/text-ref.ts";

const meeting = idSchema("meeting");
const point = idSchema("message");
const partySide = z.enum(["family", "la", "icb", "setting"]);

export const carryEvents = [
  z.strictObject({
    kind: z.literal("pointWritten"),
    meeting,
    point,
    side: partySide,
    /** Whose it is: any of them can say yes, or take it back. */
    owners: z.array(idSchema("person")),
    to: z.enum(["family", "la", "icb", "setting", "all"]),
    text: textRefSchema,
  }),
  z.strictObject({ kind: z.literal("pointConfirmed"), meeting, point }),
  z.strictObject({ kind: z.literal("pointTakenBack"), meeting, point }),
  z.strictObject({
    kind: z.literal("pointTold"),
    meeting,
    point,
    room: idSchema("room"),
    /** Null in the joint room. */
    side: z.nullable(partySide),
    /** Whose room it is; nobody's for the joint room. */
    readers: z.array(idSchema("person")),
  }),
] as const;

export type CarryEvent = z.infer<(typeof carryEvents)[number]>;

/** Total by type: a new kind does not compile until it is here. */
const KINDS: Readonly<Record<CarryEvent["kind"], true>> = {
  pointWritten: true,
  pointConfirmed: true,
  pointTakenBack: true,
  pointTold: true,
};

export function isCarryEvent<E extends { readonly kind: string }>(
  event: E,
): event is Extract<E, CarryEvent> {
  return Object.hasOwn(KINDS, event.kind);
}
