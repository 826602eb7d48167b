/**
 * The secrets that media are encrypted with, one row for each opening that exists. A key never
 * leaves this table but to a member of its opening, and no key outlives its opening or its turn.
 */
import type { Kysely } from "kysely";

import type { CaseId, OpeningId } from "#shared/core/ids.ts";
import type { MediaKeyRow } from "../ports.ts";
import type { Schema } from "./tables.ts";

export async function keepMediaKey(
  db: Kysely<Schema>,
  { opening, caseId, turn, secret }: MediaKeyRow,
): Promise<MediaKeyRow> {
  await db
    .insertInto("media_keys")
    .values({ opening, case_id: caseId, turn, secret })
    .onConflict((conflict) =>
      conflict.column("opening").doUpdateSet({ turn, secret }).where("media_keys.turn", "<", turn),
    )
    .execute();
  const kept = await db
    .selectFrom("media_keys")
    .select(["opening", "case_id as caseId", "turn", "secret"])
    .where("opening", "=", opening)
    .executeTakeFirst();
  // Ended in between: whoever asks next is refused or asks for another opening.
  if (kept === undefined) throw new Error("the opening has just ended");
  return kept;
}

/** Ends the keys of all openings of the case but these. */
export async function dropMediaKeys(
  db: Kysely<Schema>,
  caseId: CaseId,
  openings: readonly OpeningId[],
): Promise<void> {
  await db
    .deleteFrom("media_keys")
    .where("case_id", "=", caseId)
    .$if(openings.length > 0, (some) => some.where("opening", "not in", openings))
    .execute();
}
