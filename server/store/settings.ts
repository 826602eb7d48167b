/**
 * Settings that an installation keeps for good, such as its own sealing key. The first value
 * stored stays: two processes that start at once must end with the same one.
 */
import type { Kysely } from "kysely";

import type { Schema } from "./tables.ts";

export async function keepSetting(db: Kysely<Schema>, key: string, value: string): Promise<string> {
  const kept = await db
    .insertInto("settings")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("value")
    .executeTakeFirst();
  if (kept !== undefined) return kept.value;
  const earlier = await db
    .selectFrom("settings")
    .select("value")
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return earlier.value;
}
