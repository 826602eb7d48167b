/**
 * Rebuilds a shared document from the store's log: the snapshot, then every later update, in one
 * transaction. Freezing reads through here, never from memory: what is signed is what is stored.
 */
import * as Y from "yjs";

import { type AgreementTree, readDraft } from "#shared/agreement/read-draft.ts";
import type { DocumentId } from "#shared/core/ids.ts";

import type { Store } from "../ports.ts";

export type DocumentLog = Pick<Store, "document" | "updates">;

export type LoadedDocument = {
  readonly doc: Y.Doc;
  /** Sequence of the last update in it, 0 when none. */
  readonly seq: number;
  readonly snapshotSeq: number;
  /** Bytes read from the store: how heavy the document is. */
  readonly weight: number;
};

/** True when edits wait for others that are not there, which the guard never lets happen. */
export function isWaiting(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** Throws when there is no such document or its log does not replay; the fault names the id. */
export async function loadDocument(store: DocumentLog, id: DocumentId): Promise<LoadedDocument> {
  const row = await store.document(id);
  if (row === null) throw new Error(`no document ${id}`);
  const snapshotSeq = row.snapshot === null ? 0 : row.snapshotSeq;
  const updates = await store.updates(id, snapshotSeq);
  const doc = new Y.Doc();
  doc.transact(() => {
    if (row.snapshot !== null) Y.applyUpdate(doc, row.snapshot);
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  });
  if (isWaiting(doc)) throw new Error(`the log of ${id} has a hole`);
  const weight = updates.reduce((sum, { bytes }) => sum + bytes.length, row.snapshot?.length ?? 0);
  return { doc, seq: updates.at(-1)?.seq ?? snapshotSeq, snapshotSeq, weight };
}

/**
 * The draft agreement as stored, and the sequence it stands at: freeze it on condition that the
 * document is still there.
 */
export async function readAgreement(
  store: DocumentLog,
  id: DocumentId,
): Promise<{ readonly seq: number; readonly tree: AgreementTree }> {
  const { doc, seq } = await loadDocument(store, id);
  const tree = readDraft(doc.getMap("clauses").toJSON(), (root) => doc.getText(root).toJSON());
  doc.destroy();
  return { seq, tree };
}
