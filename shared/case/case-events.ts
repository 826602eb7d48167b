/**
 * What can have happened in a case outside its meetings and agreements; and the union of all
 * events that a case's one log may hold. A node that meets an unknown kind stops serving it.
 */
import * as z from "zod/mini";
import { agreementEvents } from "../agreement/agreement-events.ts";
import { idSchema } from "../core/ids.ts";
import { ROLES } from "../core/people.ts";
import { textRefSchema } from "../core/text-ref.ts";
import { meetingEvents } from "../meeting/meeting-events.ts";

const person = idSchema("person");
const seat = idSchema("seat");

export const PROCESSES = ["mediation", "disagreement_resolution"] as const;

const caseEvents = [
  z.strictObject({
    kind: z.literal("caseOpened"),
    process: z.enum(PROCESSES),
    child: textRefSchema,
  }),
  z.strictObject({
    kind: z.literal("personAdded"),
    person,
    role: z.enum(ROLES),
    name: textRefSchema,
    supports: z.nullable(person),
  }),
  z.strictObject({ kind: z.literal("linkIssued"), person, link: idSchema("link") }),
  z.strictObject({ kind: z.literal("linkReplaced"), person, link: idSchema("link") }),
  z.strictObject({ kind: z.literal("seatBound"), person, seat }),
  z.strictObject({ kind: z.literal("seatAsked"), person, seat }),
  z.strictObject({
    kind: z.literal("seatAnswered"),
    person,
    seat,
    answer: z.enum(["yes", "no"]),
  }),
  z.strictObject({
    kind: z.literal("noContactSet"),
    people: z.tuple([person, person]),
    on: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("nameChosen"), person, name: textRefSchema }),
] as const;

export type CaseOnlyEvent = z.infer<(typeof caseEvents)[number]>;

export const eventSchema = z.discriminatedUnion("kind", [
  ...caseEvents,
  ...meetingEvents,
  ...agreementEvents,
]);
export type CaseEvent = z.infer<typeof eventSchema>;

/** What one row of the log holds in its body. */
export const entrySchema = z.strictObject({
  actor: z.union([z.literal("system"), person]),
  event: eventSchema,
});
export type LogEntry = z.infer<typeof entrySchema>;
