/** What can have been asked and told between rooms. Ids and minutes only (CORE-2). */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";
import { textRefSchema } from "../core/text-ref.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");
const room = idSchema("room");
const message = idSchema("message");

export const deskEvents = [
  z.strictObject({ kind: z.literal("helpAsked"), meeting, room }),
  z.strictObject({ kind: z.literal("helpWithdrawn"), meeting, room }),
  z.strictObject({ kind: z.literal("talkAloneAsked"), meeting, person }),
  z.strictObject({ kind: z.literal("talkAloneWithdrawn"), meeting, person }),
  z.strictObject({
    kind: z.literal("backInSaid"),
    meeting,
    rooms: z.array(room),
    minutes: z.nullable(z.int()),
  }),
  z.strictObject({
    kind: z.literal("messageSent"),
    meeting,
    message,
    people: z.array(person),
    text: textRefSchema,
  }),
  z.strictObject({ kind: z.literal("messageSeen"), meeting, message, person }),
  z.strictObject({
    kind: z.literal("backAtSaid"),
    meeting,
    person,
    minutes: z.nullable(z.int()),
  }),
  z.strictObject({
    kind: z.literal("breakLengthSet"),
    meeting,
    room,
    /** From the time of the event; null takes it away. */
    seconds: z.nullable(z.int()),
  }),
  z.strictObject({
    kind: z.literal("textReleased"),
    meeting,
    message,
    person,
    side: z.enum(["family", "la", "icb", "setting", "mediator", "none"]),
    to: z.enum(["joint", "mediator"]),
    text: textRefSchema,
  }),
] as const;

export type DeskEvent = z.infer<(typeof deskEvents)[number]>;

/** Total by type: a new kind does not compile until it is here. */
const KINDS: Readonly<Record<DeskEvent["kind"], true>> = {
  helpAsked: true,
  helpWithdrawn: true,
  talkAloneAsked: true,
  talkAloneWithdrawn: true,
  backInSaid: true,
  messageSent: true,
  messageSeen: true,
  backAtSaid: true,
  breakLengthSet: true,
  textReleased: true,
};

export function isDeskEvent<E extends { readonly kind: string }>(
  event: E,
): event is Extract<E, DeskEvent> {
  return Object.hasOwn(KINDS, event.kind);
}
