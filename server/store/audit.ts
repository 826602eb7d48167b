/**
 * Reads the log of a case as somebody who trusts nobody would: every row's hash, the case's own
 * head, a head known from a sealed paper, and every kept text against the hash in its event.
 * What was erased is counted, not missed. It changes nothing and shows no text.
 */
import * as z from "zod/mini";

import { textRefSchema } from "#shared/core/text-ref.ts";
import type { CaseId } from "#shared/core/ids.ts";

import type { EventRow, Store, TextRow } from "../ports.ts";
import { type ChainProblem, textHash, verifyChain } from "./event-log.ts";

export type AuditProblem =
  | { readonly problem: ChainProblem; readonly seq: number }
  | { readonly problem: "textChanged" | "textMissing"; readonly text: string };

export type CaseAudit = {
  readonly case: CaseId;
  readonly rows: number;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly texts: { readonly kept: number; readonly erased: number };
  readonly problems: readonly AuditProblem[];
};

type TextRef = z.infer<typeof textRefSchema>;

/** Every reference to a text, however deep in an event it stands. */
function refsIn(value: unknown): readonly TextRef[] {
  if (typeof value !== "object" || value === null) return [];
  const ref = textRefSchema.safeParse(value);
  if (ref.success) return [ref.data];
  return Object.values(value).flatMap(refsIn);
}

function textProblems(rows: readonly EventRow[], texts: readonly TextRow[]): AuditProblem[] {
  const kept = new Map(texts.map((row) => [row.id, row]));
  const refs = rows.flatMap(({ body }) => refsIn(JSON.parse(body)));
  return refs.flatMap(({ id, hash }): AuditProblem[] => {
    const row = kept.get(id);
    if (row === undefined) return [{ problem: "textMissing", text: id }];
    if (row.value === null || textHash(row.salt, row.value) === hash) return [];
    return [{ problem: "textChanged", text: id }];
  });
}

/** `known`: a head that somebody outside holds, as it is printed on a sealed paper. */
export async function auditCase(
  store: Pick<Store, "events" | "texts">,
  caseId: CaseId,
  known: { readonly seq: number; readonly hash: string } | null,
): Promise<CaseAudit> {
  const [rows, texts] = await Promise.all([store.events(caseId, 0), store.texts(caseId)]);
  const chain = verifyChain(caseId, rows, known);
  const last = rows.at(-1);
  const erased = texts.filter(({ value }) => value === null).length;
  return {
    case: caseId,
    rows: rows.length,
    head: last === undefined ? null : { seq: last.seq, hash: last.hash },
    texts: { kept: texts.length - erased, erased },
    problems: [
      ...(chain.ok ? [] : [{ problem: chain.problem, seq: chain.seq }]),
      ...textProblems(rows, texts),
    ],
  };
}
