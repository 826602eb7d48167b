/**
 * The outbox: things to do after a commit, at least once. A row is taken under a lease and
 * deleted when done; a worker that dies lets its lease run out. Must never deliver anything itself.
 */
import type { Kysely, Transaction } from "kysely";

import type { CaseId } from "#shared/core/ids.ts";
import type { LeasedRow, OutboxRow } from "../ports.ts";
import { lockedUnlessHeld, type DialectFacts } from "./dialect.ts";
import type { Schema } from "./tables.ts";

/** Due whatever the clock says: a log's own time may run ahead of a clock that was set back. */
const AT_ONCE = "";

export async function addOutboxRows(
  trx: Transaction<Schema>,
  caseId: CaseId,
  caseSeq: number,
  rows: readonly OutboxRow[],
): Promise<void> {
  if (rows.length === 0) return;
  if (rows.some((row) => row.caseId !== caseId)) throw new Error("an errand of another case");
  const values = rows.map(({ id, kind, payload }, place) => ({
    id,
    case_id: caseId,
    case_seq: caseSeq,
    place,
    kind,
    payload,
    due_at: AT_ONCE,
    leased_until: null,
    attempts: 0,
  }));
  await trx.insertInto("outbox").values(values).execute();
}

export async function takeOutbox(
  db: Kysely<Schema>,
  facts: DialectFacts,
  { now, leaseSeconds, limit }: { now: string; leaseSeconds: number; limit: number },
): Promise<readonly LeasedRow[]> {
  const until = new Date(Date.parse(now) + leaseSeconds * 1000).toISOString();
  return db.transaction().execute(async (trx) => {
    const due = trx
      .selectFrom("outbox")
      .select(["id", "case_id as caseId", "kind", "payload", "attempts"])
      .where("due_at", "<=", now)
      .where((row) => row.or([row("leased_until", "is", null), row("leased_until", "<=", now)]))
      .orderBy("due_at")
      .orderBy("case_seq")
      .orderBy("place")
      .limit(limit);
    const rows = await lockedUnlessHeld(due, facts).execute();
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    await trx.updateTable("outbox").set({ leased_until: until }).where("id", "in", ids).execute();
    return rows;
  });
}

export async function finishOutbox(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom("outbox").where("id", "=", id).execute();
}

export async function retryOutbox(db: Kysely<Schema>, id: string, retryAt: string): Promise<void> {
  await db
    .updateTable("outbox")
    .set((row) => ({ leased_until: null, due_at: retryAt, attempts: row("attempts", "+", 1) }))
    .where("id", "=", id)
    .execute();
}
