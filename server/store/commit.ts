/**
 * The one way anything enters a case: one transaction under the case's row lock, all or nothing.
 * Must never read or write through anything but its own transaction, nor wait for the outside
 * world: on SQLite the whole server waits while it is open.
 */
import type { Kysely, Transaction } from "kysely";

import type { CaseId } from "#shared/core/ids.ts";
import type { Commit, CommitResult, EventRow, FileRow } from "../ports.ts";
import { sha256Hex } from "../random-ids.ts";
import type { DialectFacts } from "./dialect.ts";
import { locked } from "./dialect.ts";
import { freezeDocument, openDocuments, thawDocument } from "./documents.ts";
import { chainStart, followChain, type Head } from "./event-log.ts";
import { LostRace } from "./lost-race.ts";
import { addOutboxRows } from "./outbox-rows.ts";
import type { Schema } from "./tables.ts";
import { UniqueViolation } from "./unique-violation.ts";

/** Stores all of it, or nothing. Throws when the rows do not continue the log: a fault of ours. */
export async function commitToCase(
  db: Kysely<Schema>,
  facts: DialectFacts,
  commit: Commit,
): Promise<CommitResult> {
  try {
    await db.transaction().execute((trx) => store(trx, facts, commit));
    return "committed";
  } catch (error) {
    if (error instanceof LostRace) return "lost";
    // The keys of the log are the second lock, should the first ever fail.
    if (error instanceof UniqueViolation && error.table === "events") return "lost";
    throw error;
  }
}

async function store(trx: Transaction<Schema>, facts: DialectFacts, commit: Commit): Promise<void> {
  const { caseId } = commit;
  const head = await lockedHead(trx, facts, commit);
  if (head.seq !== commit.expectSeq) throw new LostRace();
  const next = followChain(caseId, head, commit.events);
  if (!next.ok)
    throw new Error(`row ${String(next.seq)} does not continue ${caseId}: ${next.problem}`);
  if (next.head.seq === 0) throw new Error(`${caseId} cannot begin without an event`);

  await addEvents(trx, commit.events);
  await trx
    .updateTable("cases")
    .set({ seq: next.head.seq, hash: next.head.hash, at: next.head.at })
    .where("id", "=", caseId)
    .execute();
  await addTexts(trx, commit);
  await openDocuments(trx, caseId, commit.openDocuments);
  if (commit.thaw !== null) await thawDocument(trx, caseId, commit.thaw);
  if (commit.freeze !== null) await freezeDocument(trx, facts, caseId, commit.freeze);
  if (commit.file !== null) await addFile(trx, caseId, commit.file);
  await addOutboxRows(trx, caseId, next.head.seq, commit.outbox);
}

async function lockedHead(
  trx: Transaction<Schema>,
  facts: DialectFacts,
  { caseId, expectSeq }: Commit,
): Promise<Head> {
  if (expectSeq === 0) {
    await trx
      .insertInto("cases")
      .values({ id: caseId, ...chainStart(caseId) })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }
  const head = await locked(
    trx.selectFrom("cases").select(["seq", "hash", "at"]).where("id", "=", caseId),
    facts,
  ).executeTakeFirst();
  if (head === undefined) throw new Error(`${caseId} does not exist`);
  return head;
}

async function addEvents(trx: Transaction<Schema>, events: readonly EventRow[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    case_id: event.caseId,
    seq: event.seq,
    at: event.at,
    command_id: event.commandId,
    schema: event.schema,
    body: event.body,
    prev_hash: event.prevHash,
    hash: event.hash,
  }));
  await trx.insertInto("events").values(rows).execute();
}

async function addTexts(trx: Transaction<Schema>, { caseId, texts }: Commit): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map(({ id, salt, value }) => ({ id, case_id: caseId, salt, value }));
  await trx.insertInto("texts").values(rows).execute();
}

async function addFile(trx: Transaction<Schema>, caseId: CaseId, file: FileRow): Promise<void> {
  if (file.caseId !== caseId) throw new Error(`a file of ${file.caseId} in a commit to ${caseId}`);
  if (sha256Hex(file.bytes) !== file.sha256) throw new Error("the file's hash is not its bytes'");
  const { sha256, kind, name, bytes } = file;
  await trx
    .insertInto("files")
    .values({ sha256, case_id: caseId, kind, name, bytes })
    // Making the same file again after a crash gives the same bytes.
    .onConflict((conflict) => conflict.column("sha256").doNothing())
    .execute();
}
