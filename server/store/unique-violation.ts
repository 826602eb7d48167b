/**
 * The one database error that the store acts on, in words of ours. Adapters translate theirs
 * into it; every other database error passes through as a fault.
 */
export class UniqueViolation extends Error {
  override readonly name = "UniqueViolation";
  /** The table whose key was taken already. */
  readonly table: string;

  constructor(table: string, cause: unknown) {
    super(`a key of ${table} is taken already`, { cause });
    this.table = table;
  }
}
