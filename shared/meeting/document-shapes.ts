/**
 * What the shared documents hold and how they travel: kinds, the names of their roots, the shape
 * of their entries, message numbers and close codes. Server and browser read the same file.
 * It knows nothing of Yjs: entries are checked as the plain values a document turns into.
 */
import * as z from "zod/mini";

import { ACTION_KINDS } from "../law/action-kinds.ts";
import {
  DUE_WAYS,
  EHC_SECTIONS,
  ISSUE_STATUSES,
  SECTION_KEYS,
  type SectionKey,
} from "../agreement/agreement-text.ts";

/** Sent with every connection; a page that speaks an older one is asked to reload. */
export const DOCUMENT_SCHEMA = 1;

export const DOCUMENT_KINDS = [
  "agenda",
  "agreement",
  "notebook",
  "privateDraft",
  "guestNotes",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export function isDocumentKind(value: string): value is DocumentKind {
  return DOCUMENT_KINDS.some((kind) => kind === value);
}

/** The root that holds one free section of the agreement. Roots need nobody to create them. */
export function sectionRoot(key: SectionKey): `section.${SectionKey}` {
  return `section.${key}`;
}

type Roots = { readonly maps: readonly string[]; readonly texts: readonly string[] };

/** Every root a document of a kind may have; the server refuses writes to any other. */
export const DOCUMENT_ROOTS: Readonly<Record<DocumentKind, Roots>> = {
  agenda: { maps: ["items"], texts: [] },
  agreement: { maps: ["clauses"], texts: SECTION_KEYS.map(sectionRoot) },
  notebook: { maps: [], texts: ["text"] },
  privateDraft: { maps: ["clauses"], texts: [] },
  guestNotes: { maps: [], texts: ["text"] },
};

/** Message numbers on the wire. The first two are y-websocket's own, the others ours. */
export const MESSAGE_SYNC = 0;
export const MESSAGE_AWARENESS = 1;
/** Server to writer: the stored state vector, then how many of its messages are stored. */
export const MESSAGE_CONFIRM = 64;
/** Server to everybody: 1 when this connection may write, else 0. */
export const MESSAGE_GRANT = 65;

/** Close codes. y-websocket takes 4400 to 4499 as final and returns after any other. */
export const CLOSE_CODES = {
  malformed: 4400,
  sessionOver: 4401,
  noAccess: 4403,
  missing: 4404,
  oldPage: 4409,
  tooBig: 4413,
  frozen: 4423,
  tryAgain: 1013,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Most a single edit, and the first message of a returning writer, may weigh, in bytes. */
export const UPDATE_BYTES = 256 * 1024;
export const FIRST_SYNC_BYTES = 1024 * 1024;

/** Where somebody is writing: a key made by the page, never text of theirs. */
export const FIELD_KEY = /^[A-Za-z0-9_.]{0,80}$/;

export const AGENDA_PHASES = [
  "welcome",
  "introductions",
  "childsViews",
  "familyView",
  "serviceViews",
  "issues",
  "options",
  "writing",
  "signing",
  "close",
] as const;
export type AgendaPhase = (typeof AGENDA_PHASES)[number];

/** Characters of a job title. */
const POST_LENGTH = 200;

const orderKey = z.string().check(z.maxLength(1000));
const personOrNone = z.string().check(z.maxLength(30));

/** One line of the agenda. `minutes` is planned time. */
export const agendaItemSchema = z.strictObject({
  order: orderKey,
  phase: z.union([z.enum(AGENDA_PHASES), z.literal("")]),
  text: z.string(),
  minutes: z.int().check(z.minimum(0), z.maximum(600)),
  owner: personOrNone,
});
export type AgendaItem = z.infer<typeof agendaItemSchema>;

export const clauseSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("issue"),
    parent: z.literal(""),
    order: orderKey,
    text: z.string(),
    status: z.enum(ISSUE_STATUSES),
    agreed: z.boolean(),
    owner: z.literal(""),
    due: z.literal(""),
    ehcSection: z.literal(""),
  }),
  z.strictObject({
    kind: z.literal("action"),
    /** Id of the issue it belongs to. */
    parent: z.string().check(z.maxLength(30)),
    order: orderKey,
    text: z.string(),
    status: z.enum(ISSUE_STATUSES),
    agreed: z.boolean(),
    owner: personOrNone,
    /** London calendar date, YYYY-MM-DD, or "". */
    due: z.string().check(z.maxLength(10)),
    ehcSection: z.union([z.enum(EHC_SECTIONS), z.literal("")]),
    /** What is below came later: a clause written before has none of it. */
    actionKind: z.optional(z.union([z.enum(ACTION_KINDS), z.literal("")])),
    dueBy: z.optional(z.enum(DUE_WAYS)),
    /** Job title or name of who does it, when that is not the owner. */
    post: z.optional(z.string().check(z.maxLength(POST_LENGTH))),
    planFrom: z.optional(z.string()),
    planTo: z.optional(z.string()),
    proof: z.optional(z.string()),
  }),
]);
export type Clause = z.infer<typeof clauseSchema>;
