/**
 * Who may come in: links (one current per person) and the seats that browsers were bound to.
 * Must never hold a secret itself, only its SHA-256.
 */
import type { Kysely } from "kysely";

import type { SeatId } from "#shared/core/ids.ts";
import type { LinkRow, SeatRow } from "../ports.ts";
import type { Schema } from "./tables.ts";

export async function addSeat(db: Kysely<Schema>, seat: SeatRow): Promise<void> {
  const { id, person, caseId, secretHash } = seat;
  await db
    .insertInto("seats")
    .values({ id, person, case_id: caseId, secret_hash: secretHash })
    .execute();
}

export async function seatById(db: Kysely<Schema>, id: SeatId): Promise<SeatRow | null> {
  const row = await db
    .selectFrom("seats")
    .select(["id", "person", "case_id as caseId", "secret_hash as secretHash"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

export async function replaceLink(db: Kysely<Schema>, link: LinkRow): Promise<void> {
  const fresh = { id: link.id, case_id: link.caseId, secret_hash: link.secretHash };
  await db
    .insertInto("links")
    .values({ person: link.person, ...fresh })
    .onConflict((conflict) => conflict.column("person").doUpdateSet(fresh))
    .execute();
}

export async function linkBySecret(
  db: Kysely<Schema>,
  secretHash: string,
): Promise<LinkRow | null> {
  const row = await db
    .selectFrom("links")
    .select(["id", "person", "case_id as caseId", "secret_hash as secretHash"])
    .where("secret_hash", "=", secretHash)
    .executeTakeFirst();
  return row ?? null;
}
