/**
 * Reads what an agreement leaves behind: the frozen text of a version, and the sealed file.
 * Both are written only by a commit, and never changed.
 */
import type { Kysely } from "kysely";

import type { FileRow, FrozenRow } from "../ports.ts";
import type { Schema } from "./tables.ts";

export async function frozenText(
  db: Kysely<Schema>,
  agreementId: string,
  version: number,
): Promise<FrozenRow | null> {
  const row = await db
    .selectFrom("frozen_texts")
    .select(["agreement_id as agreementId", "version", "canonical", "hash"])
    .where("agreement_id", "=", agreementId)
    .where("version", "=", version)
    .executeTakeFirst();
  return row ?? null;
}

export async function fileByHash(db: Kysely<Schema>, sha256: string): Promise<FileRow | null> {
  const row = await db
    .selectFrom("files")
    .select(["sha256", "case_id as caseId", "kind", "name", "bytes"])
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  return row ?? null;
}
