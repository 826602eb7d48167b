/**
 * Shared documents: updates as consecutive rows, snapshots, who writes under which Yjs id, and
 * the freeze. Appending and freezing take the same row lock (a plain check let updates slip past
 * the freeze), so nothing may ever be written to a document without it.
 */
import type { Kysely, Transaction } from "kysely";

import type { CaseId, DocumentId, PersonId } from "#shared/core/ids.ts";
import type { AppendResult, Commit, DocumentRow, StoredUpdate } from "../ports.ts";
import { locked, type DialectFacts } from "./dialect.ts";
import { LostRace } from "./lost-race.ts";
import type { Schema } from "./tables.ts";

/** Rows in one statement: far below what either database takes as parameters. */
const ROWS_AT_ONCE = 1000;

type NewUpdate = Omit<StoredUpdate, "seq">;

export async function documentById(
  db: Kysely<Schema>,
  id: DocumentId,
): Promise<DocumentRow | null> {
  const row = await db
    .selectFrom("documents")
    .select(["case_id as caseId", "kind", "seq", "frozen"])
    .select(["snapshot", "snapshot_seq as snapshotSeq"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : { id, ...row, frozen: row.frozen === 1 };
}

export async function updatesAfter(
  db: Kysely<Schema>,
  id: DocumentId,
  afterSeq: number,
): Promise<readonly StoredUpdate[]> {
  return db
    .selectFrom("updates")
    .select(["seq", "bytes", "person", "at"])
    .where("document_id", "=", id)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .execute();
}

export async function appendUpdates(
  db: Kysely<Schema>,
  facts: DialectFacts,
  id: DocumentId,
  updates: readonly NewUpdate[],
): Promise<AppendResult> {
  return db.transaction().execute(async (trx) => {
    const document = await lockedDocument(trx, facts, id);
    if (document === undefined) return { result: "missing" };
    if (document.frozen === 1) return { result: "frozen" };
    const rows = updates.map(({ bytes, person, at }, place) => {
      return { document_id: id, seq: document.seq + 1 + place, bytes, person, at };
    });
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const some = rows.slice(start, start + ROWS_AT_ONCE);
      await trx.insertInto("updates").values(some).execute();
    }
    const seq = document.seq + rows.length;
    await trx.updateTable("documents").set({ seq }).where("id", "=", id).execute();
    return { result: "stored", seq };
  });
}

/** Keeps the snapshot if it is newer than the one there is, and not ahead of the updates. */
export async function saveSnapshot(
  db: Kysely<Schema>,
  id: DocumentId,
  snapshot: Uint8Array,
  seq: number,
): Promise<void> {
  await db
    .updateTable("documents")
    .set({ snapshot, snapshot_seq: seq })
    .where("id", "=", id)
    .where("snapshot_seq", "<", seq)
    .where("seq", ">=", seq)
    .execute();
}

export async function bindWriter(
  db: Kysely<Schema>,
  id: DocumentId,
  clientId: number,
  person: PersonId,
): Promise<PersonId> {
  const bound = await db
    .insertInto("writers")
    .values({ document_id: id, client_id: clientId, person })
    .onConflict((conflict) => conflict.columns(["document_id", "client_id"]).doNothing())
    .returning("person")
    .executeTakeFirst();
  if (bound !== undefined) return bound.person;
  const earlier = await db
    .selectFrom("writers")
    .select("person")
    .where("document_id", "=", id)
    .where("client_id", "=", clientId)
    .executeTakeFirstOrThrow();
  return earlier.person;
}

export async function openDocuments(
  trx: Transaction<Schema>,
  caseId: CaseId,
  opened: Commit["openDocuments"],
): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ id, kind }) => {
    return { id, case_id: caseId, kind, seq: 0, frozen: 0, snapshot: null, snapshot_seq: 0 };
  });
  await trx.insertInto("documents").values(rows).execute();
}

/** Throws LostRace when the document moved on or is frozen already. */
export async function freezeDocument(
  trx: Transaction<Schema>,
  facts: DialectFacts,
  caseId: CaseId,
  { document: id, seq, frozen }: NonNullable<Commit["freeze"]>,
): Promise<void> {
  const document = await lockedDocument(trx, facts, id);
  if (document?.case_id !== caseId) throw new Error(`${id} is no document of ${caseId}`);
  if (document.frozen === 1 || document.seq !== seq) throw new LostRace();
  await trx.updateTable("documents").set({ frozen: 1 }).where("id", "=", id).execute();
  const { agreementId, version, canonical, hash } = frozen;
  await trx
    .insertInto("frozen_texts")
    .values({ agreement_id: agreementId, version, case_id: caseId, canonical, hash })
    .execute();
}

export async function thawDocument(
  trx: Transaction<Schema>,
  caseId: CaseId,
  id: DocumentId,
): Promise<void> {
  const thawed = await trx
    .updateTable("documents")
    .set({ frozen: 0 })
    .where("id", "=", id)
    .where("case_id", "=", caseId)
    .returning("id")
    .executeTakeFirst();
  if (thawed === undefined) throw new Error(`${id} is no document of ${caseId}`);
}

async function lockedDocument(trx: Transaction<Schema>, facts: DialectFacts, id: DocumentId) {
  return locked(
    trx.selectFrom("documents").select(["case_id", "seq", "frozen"]).where("id", "=", id),
    facts,
  ).executeTakeFirst();
}
