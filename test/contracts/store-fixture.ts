/**
 * What the store's contract suite needs of a database: the store over it, and a way in beside
 * the store, for those who would tamper with it.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { openPostgres } from "../../server/adapters/postgres.ts";
import { openSqlite } from "../../server/adapters/sqlite.ts";
import type { Store } from "../../server/ports.ts";
import { makeTestDatabase } from "../support/postgres.ts";

export type StoreFixture = {
  readonly store: Store;
  /** Opens the same database once more; the caller closes it. */
  readonly again: () => Promise<Store>;
  /** Runs one statement behind the store's back. */
  readonly raw: (statement: string) => Promise<Record<string, unknown>[]>;
  /** A query for all columns: `table_name`, `column_name`. */
  readonly columnsQuery: string;
  readonly end: () => Promise<void>;
};

export async function sqliteFixture(): Promise<StoreFixture> {
  const folder = await mkdtemp(join(tmpdir(), "accord-store-"));
  const path = join(folder, "accord.sqlite");
  const store = await openSqlite(path);
  const beside = new DatabaseSync(path, { timeout: 5000 });
  return {
    store,
    again: () => openSqlite(path),
    raw: async (statement) => Promise.resolve(beside.prepare(statement).all()),
    columnsQuery:
      "select m.name as table_name, c.name as column_name " +
      "from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'",
    async end() {
      beside.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

export async function postgresFixture(): Promise<StoreFixture> {
  const database = await makeTestDatabase();
  const store = await openPostgres(database.url);
  return {
    store,
    again: () => openPostgres(database.url),
    raw: (statement) => database.rows(statement),
    columnsQuery:
      "select table_name, column_name from information_schema.columns " +
      "where table_schema = 'public'",
    async end() {
      await store.close();
      await database.drop();
    },
  };
}
