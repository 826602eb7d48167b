/**
 * Asks the database whether it is the kind that keeps what it acknowledged. Must never be
 * softened to a warning: a store that can lose a signature may not serve.
 */
import { sql, type Kysely } from "kysely";

import type { DialectFacts, SafetyCheck } from "./dialect.ts";
import type { Schema } from "./tables.ts";

/** Throws one plain sentence that names every unsafe setting. */
export async function assertSafe(db: Kysely<Schema>, facts: DialectFacts): Promise<void> {
  const unsafe: string[] = [];
  for (const check of facts.safety) {
    const found = await answer(db, check);
    if (!check.safe.includes(found)) {
      unsafe.push(`${check.setting} is ${found} (must be ${check.safe.join(" or ")})`);
    }
  }
  if (unsafe.length > 0) {
    throw new Error(`The database could lose saved work: ${unsafe.join(", ")}.`);
  }
}

async function answer(db: Kysely<Schema>, check: SafetyCheck): Promise<string> {
  const { rows } = await sql.raw<Record<string, unknown>>(check.query).execute(db);
  const values = Object.values(rows[0] ?? {});
  return values.length === 1 ? String(values[0]) : "unknown";
}
