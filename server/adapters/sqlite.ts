/**
 * The embedded database: one file through node:sqlite, one connection, every commit flushed.
 * Must never hold two stores on one file in one process: a write of the second would stop the
 * event loop that the first needs to finish. Other processes (a tool) may open the file.
 */
import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";

import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from "kysely";

import type { Store } from "../ports.ts";
import { bindable } from "../store/bindable.ts";
import type { DialectFacts } from "../store/dialect.ts";
import { migrate } from "../store/migrate.ts";
import { createStore } from "../store/store.ts";
import type { Schema } from "../store/tables.ts";
import { UniqueViolation } from "../store/unique-violation.ts";

/** Milliseconds to wait while another process writes. */
const BUSY_TIMEOUT = 5000;
const STATEMENTS_KEPT = 200;
const LONGEST_STATEMENT_KEPT = 4000;

/** SQLite's extended codes for a taken primary key and a taken unique key. */
const UNIQUE_CODES: readonly unknown[] = [1555, 2067];

const FACTS: DialectFacts = {
  name: "sqlite",
  rowLocks: false,
  words: { text: "text", integer: "integer", bytes: "blob", strict: "strict" },
  migrationLock: null,
  safety: [
    { setting: "journal_mode", query: "pragma journal_mode", safe: ["wal"] },
    { setting: "synchronous", query: "pragma synchronous", safe: ["2"] },
    { setting: "foreign_keys", query: "pragma foreign_keys", safe: ["1"] },
    { setting: "recursive_triggers", query: "pragma recursive_triggers", safe: ["1"] },
  ],
};

/** Opens or makes the file, brings it to the current schema, and checks that it is safe. */
export async function openSqlite(path: string): Promise<Store> {
  // Made here first, so that nobody else on the machine can ever read it.
  closeSync(openSync(path, "a", 0o600));
  const file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: databaseOf(file) }) });
  try {
    file.exec("pragma journal_mode = wal; pragma synchronous = full;");
    // Without the second, `insert or replace` would delete a row of the log unseen by its trigger.
    file.exec("pragma foreign_keys = on; pragma recursive_triggers = on;");
    await migrate(db, FACTS);
    const store = createStore(db, FACTS);
    await store.assertSafe();
    return store;
  } catch (error) {
    if (file.isOpen) file.close();
    throw error;
  }
}

function databaseOf(file: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();

  function prepare(sql: string): SqliteStatement {
    const earlier = kept.get(sql);
    if (earlier !== undefined) return earlier;
    // A transaction that reads first and writes later could lose its place to another process.
    const statement = statementOf(file.prepare(sql === "begin" ? "begin immediate" : sql));
    if (sql.length <= LONGEST_STATEMENT_KEPT) {
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      kept.set(sql, statement);
    }
    return statement;
  }

  return {
    prepare,
    close() {
      kept.clear();
      file.close();
    },
  };
}

function statementOf(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (values) => translated(() => statement.all(...values.map(bindable))),
    run: (values) => translated(() => statement.run(...values.map(bindable))),
    iterate: (values) => statement.iterate(...values.map(bindable)),
  };
}

function translated<R>(ask: () => R): R {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && "errcode" in error && UNIQUE_CODES.includes(error.errcode)) {
      const table = /failed: (\w+)\./.exec(error.message)?.[1];
      throw new UniqueViolation(table ?? "an unnamed table", error);
    }
    throw error;
  }
}
