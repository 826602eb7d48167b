/**
 * What the operator set for the service, version by version. Must never change or leave out a
 * version: a meeting's log names the one it runs by.
 */
import type { Kysely } from "kysely";

import type { SettingsRow } from "../ports.ts";
import type { Schema } from "./tables.ts";

export async function latestSettings(db: Kysely<Schema>): Promise<SettingsRow | null> {
  const latest = await db
    .selectFrom("service_settings")
    .selectAll()
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest ?? null;
}

/** Of several who follow the same version one is stored. */
export async function changeSettings(
  db: Kysely<Schema>,
  row: SettingsRow,
): Promise<"stored" | "lost"> {
  return db.transaction().execute(async (trx) => {
    const latest = await latestSettings(trx);
    if (row.version !== (latest?.version ?? 0) + 1) return "lost";
    const stored = await trx
      .insertInto("service_settings")
      .values(row)
      .onConflict((conflict) => conflict.column("version").doNothing())
      .returning("version")
      .executeTakeFirst();
    return stored === undefined ? "lost" : "stored";
  });
}
