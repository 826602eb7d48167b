/**
 * What the store must know of the database beneath it, told by the adapter. Nothing else in
 * `store/` may ask which database it is.
 */
import type { SelectQueryBuilder } from "kysely";

export type DialectFacts = {
  readonly name: "sqlite" | "postgres";
  /** False where one writer at a time is the only lock there is, and `for update` is no word. */
  readonly rowLocks: boolean;
  /** What the words in braces of the schema files stand for. */
  readonly words: {
    readonly text: string;
    readonly integer: string;
    readonly bytes: string;
    readonly strict: string;
  };
  /** A statement that makes migrations wait for each other; null if a transaction does so itself. */
  readonly migrationLock: string | null;
  /** What must hold so that nothing acknowledged is lost. */
  readonly safety: readonly SafetyCheck[];
};

/** A query that answers one row with one value, and the answers that are safe. */
export type SafetyCheck = {
  readonly setting: string;
  readonly query: string;
  readonly safe: readonly string[];
};

/** The rows are kept from other writers until the transaction ends. */
export function locked<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  facts: DialectFacts,
): SelectQueryBuilder<DB, TB, O> {
  // Keys never change here, so inserts that merely refer to the row need not wait.
  return facts.rowLocks ? query.forNoKeyUpdate() : query;
}

/** Like `locked`, but passes over rows that somebody else holds. */
export function lockedUnlessHeld<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  facts: DialectFacts,
): SelectQueryBuilder<DB, TB, O> {
  return facts.rowLocks ? query.forUpdate().skipLocked() : query;
}
