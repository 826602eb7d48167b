/**
 * The frozen text of an agreement: the one tree that people read, sign and print.
 * It is made once, at freeze, from the shared document; its RFC 8785 bytes are what a
 * signature covers. Nothing here may depend on how the text was edited (AGR-3).
 */
import canonicalize from "canonicalize";
import * as z from "zod/mini";

import { ACTION_KINDS, ACTION_STEPS } from "../law/action-kinds.ts";

export const EHC_SECTIONS = ["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"] as const;
export type EhcSection = (typeof EHC_SECTIONS)[number];

export const ISSUE_STATUSES = ["agreed", "partly", "notAgreed"] as const;
export type IssueStatus = (typeof ISSUE_STATUSES)[number];

/**
 * By when: a date that was agreed, the law's own time for the kind of action, at once, or each
 * term until a date.
 */
export const DUE_WAYS = ["date", "law", "atOnce", "eachTerm"] as const;
export type DueWay = (typeof DUE_WAYS)[number];

/** Free-text sections, in the order they are printed. */
export const SECTION_KEYS = ["background", "stillInDispute", "next"] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

const partySchema = z.strictObject({
  person: z.string(),
  name: z.string(),
  role: z.string(),
  /** In what capacity the person signs, a sentence ("as parent of A.B."). */
  capacity: z.string(),
  signs: z.boolean(),
});

export const frozenActionSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  agreed: z.boolean(),
  /** Person id of the one who will do it, "" when none was chosen (only if not agreed). */
  owner: z.string(),
  ownerName: z.string(),
  /** London calendar date, YYYY-MM-DD, "" when none was chosen (only if not agreed). */
  due: z.string(),
  ehcSection: z.union([z.enum(EHC_SECTIONS), z.literal("")]),
  /** What is below stands only where something was written or chosen. */
  kind: z.optional(z.enum(ACTION_KINDS)),
  /** Left out for a date that was agreed. */
  dueBy: z.optional(z.enum(["law", "atOnce", "eachTerm"])),
  /** The law's own dates of this kind of action, the last one being `due`. */
  dues: z.optional(z.array(z.strictObject({ step: z.enum(ACTION_STEPS), due: z.string() }))),
  post: z.optional(z.string()),
  /** Words of the plan as they are, and as they will be. */
  planFrom: z.optional(z.string()),
  planTo: z.optional(z.string()),
  /** How everybody will see that it is done. */
  proof: z.optional(z.string()),
});

export const frozenIssueSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.enum(ISSUE_STATUSES),
  actions: z.array(frozenActionSchema),
});

export const frozenAgreementSchema = z.strictObject({
  schema: z.literal(1),
  label: z.string(),
  case: z.string(),
  agreement: z.string(),
  version: z.int(),
  process: z.enum(["mediation", "disagreement_resolution"]),
  /** The child by initials: a sealed paper travels. */
  child: z.string(),
  /** London calendar date from which statutory clocks run, YYYY-MM-DD. */
  agreementDate: z.string(),
  parties: z.array(partySchema),
  issues: z.array(frozenIssueSchema),
  sections: z.array(z.strictObject({ key: z.enum(SECTION_KEYS), text: z.string() })),
});

export type FrozenAgreement = z.infer<typeof frozenAgreementSchema>;
export type FrozenIssue = z.infer<typeof frozenIssueSchema>;
export type FrozenAction = z.infer<typeof frozenActionSchema>;

/** RFC 8785 text of a plain JSON value. Throws on NaN, lone surrogates and the like. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("no canonical form");
  return text;
}
