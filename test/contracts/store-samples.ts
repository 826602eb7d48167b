/**
 * Cases, logs and documents for the store's tests. Every test takes a case of its own, so that
 * none can disturb another.
 */
import type { CaseId, CommandId, DocumentId, PersonId } from "#shared/core/ids.ts";
import type { Commit, EventRow, Store } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import { chainRow, chainStart } from "../../server/store/event-log.ts";

export const MORNING = "2026-11-22T09:00:00.000Z";

type Prev = { readonly seq: number; readonly hash: string };

/** A commit of nothing, to be filled. */
export function emptyCommit(caseId: CaseId, expectSeq: number): Commit {
  return {
    caseId,
    expectSeq,
    events: [],
    texts: [],
    outbox: [],
    openDocuments: [],
    freeze: null,
    thaw: null,
    file: null,
  };
}

/** The row that follows `prev` in a case's log. */
export function nextEvent(
  caseId: CaseId,
  prev: Prev,
  commandId: CommandId = newId("command"),
  body = `{"kind":"sampled"}`,
): EventRow {
  return chainRow(prev, { caseId, at: MORNING, commandId, schema: 1, body });
}

/** A log of `length` rows. */
export function sampleLog(caseId: CaseId, length: number): EventRow[] {
  const rows: EventRow[] = [];
  let prev: Prev = chainStart(caseId);
  for (let seq = 1; seq <= length; seq += 1) {
    const row = nextEvent(
      caseId,
      prev,
      newId("command"),
      `{"kind":"sampled","number":${String(seq)}}`,
    );
    rows.push(row);
    prev = row;
  }
  return rows;
}

/** A stored case with one event. */
export async function openCase(
  store: Store,
  more: Partial<Commit> = {},
): Promise<{ caseId: CaseId; head: EventRow }> {
  const caseId = newId("case");
  const head = nextEvent(caseId, chainStart(caseId));
  await store.commit({ ...emptyCommit(caseId, 0), events: [head], ...more });
  return { caseId, head };
}

/** A stored case with one open document. */
export async function openDocument(
  store: Store,
): Promise<{ caseId: CaseId; head: EventRow; id: DocumentId; person: PersonId }> {
  const id = newId("document");
  const opened = await openCase(store, { openDocuments: [{ id, kind: "agreement" }] });
  return { ...opened, id, person: newId("person") };
}

/** A commit that freezes the document at `seq`, as the event after `head`. */
export function freezeCommit(
  { caseId, head, id }: { caseId: CaseId; head: EventRow; id: DocumentId },
  seq: number,
  version = 1,
): Commit {
  const frozen = { agreementId: newId("agreement"), version, canonical: "{}", hash: "44136fa3" };
  return {
    ...emptyCommit(caseId, head.seq),
    events: [nextEvent(caseId, head)],
    freeze: { document: id, seq, frozen },
  };
}

/** Updates of one byte each. */
export function updatesBy(person: PersonId, ...bytes: readonly number[]) {
  return bytes.map((byte) => ({ bytes: Uint8Array.of(byte), person, at: MORNING }));
}
