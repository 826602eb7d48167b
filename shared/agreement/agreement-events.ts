/** What can have happened to an agreement. Texts and names stay beside the log (CORE-2). */
import * as z from "zod/mini";
import { idSchema } from "../core/ids.ts";
import { textRefSchema } from "../core/text-ref.ts";

const agreement = idSchema("agreement");
const person = idSchema("person");

export const agreementEvents = [
  z.strictObject({
    kind: z.literal("agreementStarted"),
    agreement,
    meeting: idSchema("meeting"),
    document: idSchema("document"),
  }),
  z.strictObject({
    kind: z.literal("agreementFrozen"),
    agreement,
    version: z.int(),
    contentHash: z.string(),
    /** London calendar date, YYYY-MM-DD. */
    agreementDate: z.string(),
    signers: z.array(person),
    mediator: person,
  }),
  z.strictObject({
    kind: z.literal("agreementReopened"),
    agreement,
    version: z.int(),
    reason: z.nullable(textRefSchema),
  }),
  z.strictObject({
    kind: z.literal("agreementSigned"),
    agreement,
    version: z.int(),
    contentHash: z.string(),
    person,
    typedName: textRefSchema,
    post: z.nullable(textRefSchema),
    /** Which wording was ticked, and its SHA-256. */
    statement: z.string(),
    statementHash: z.string(),
    method: z.enum(["inRoom"]),
  }),
  z.strictObject({ kind: z.literal("signatureWithdrawn"), agreement, version: z.int(), person }),
  z.strictObject({
    kind: z.literal("agreementSealed"),
    agreement,
    version: z.int(),
    fileHash: z.string(),
  }),
] as const;

export type AgreementEvent = z.infer<(typeof agreementEvents)[number]>;
