/**
 * Reads a case: its log, the events of one command, its texts. Must never change anything, nor
 * return rows in an order that the database chose.
 */
import type { Kysely } from "kysely";

import type { CaseId, CommandId } from "#shared/core/ids.ts";
import type { EventRow, TextRow } from "../ports.ts";
import type { Schema } from "./tables.ts";

const EVENT_COLUMNS = [
  "case_id as caseId",
  "seq",
  "at",
  "command_id as commandId",
  "schema",
  "body",
  "prev_hash as prevHash",
  "hash",
] as const;

export async function eventsAfter(
  db: Kysely<Schema>,
  caseId: CaseId,
  afterSeq: number,
): Promise<readonly EventRow[]> {
  return db
    .selectFrom("events")
    .select(EVENT_COLUMNS)
    .where("case_id", "=", caseId)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .execute();
}

export async function eventsOfCommand(
  db: Kysely<Schema>,
  caseId: CaseId,
  commandId: CommandId,
): Promise<readonly EventRow[]> {
  return db
    .selectFrom("events")
    .select(EVENT_COLUMNS)
    .where("case_id", "=", caseId)
    .where("command_id", "=", commandId)
    .orderBy("seq")
    .execute();
}

export async function caseIds(db: Kysely<Schema>): Promise<readonly CaseId[]> {
  const rows = await db.selectFrom("cases").select("id").orderBy("id").execute();
  return rows.map((row) => row.id);
}

export async function textsOf(db: Kysely<Schema>, caseId: CaseId): Promise<readonly TextRow[]> {
  return db
    .selectFrom("texts")
    .select(["id", "salt", "value"])
    .where("case_id", "=", caseId)
    .orderBy("id")
    .execute();
}
