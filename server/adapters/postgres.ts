/**
 * PostgreSQL, for a service that outgrows one machine. Must never hand out a number that lost
 * digits, nor let a dropped connection end the process: the call that used it fails, the next
 * one gets a new connection.
 */
import {
  Kysely,
  PostgresDialect,
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import pg from "pg";

import type { Store } from "../ports.ts";
import { bindable } from "../store/bindable.ts";
import type { DialectFacts } from "../store/dialect.ts";
import { migrate } from "../store/migrate.ts";
import { createStore } from "../store/store.ts";
import type { Schema } from "../store/tables.ts";
import { UniqueViolation } from "../store/unique-violation.ts";

/** Milliseconds. */
const CONNECT_TIMEOUT = 5000;
const STATEMENT_TIMEOUT = 15_000;
/** A process that stops in the middle of a transaction gives its locks back after this. */
const IDLE_TRANSACTION_TIMEOUT = 10_000;

const UNIQUE_CODE = "23505";

const FACTS: DialectFacts = {
  name: "postgres",
  rowLocks: true,
  words: { text: 'text collate "C"', integer: "bigint", bytes: "bytea", strict: "" },
  migrationLock: "select pg_advisory_xact_lock(7166732081)",
  safety: [
    { setting: "fsync", query: "show fsync", safe: ["on"] },
    { setting: "full_page_writes", query: "show full_page_writes", safe: ["on"] },
    {
      setting: "synchronous_commit",
      query: "show synchronous_commit",
      safe: ["on", "remote_apply"],
    },
    { setting: "server_encoding", query: "show server_encoding", safe: ["UTF8"] },
  ],
};

/** Connects, brings the database to the current schema, and checks that it is safe. */
export async function openPostgres(url: string): Promise<Store> {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolAt(url) }) });
  try {
    await migrate(db, FACTS);
    const store = createStore(db, FACTS);
    await store.assertSafe();
    return store;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function poolAt(url: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "accord",
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT,
    keepAlive: true,
    types: valueParsers(),
  });
  // Each call that meets a dropped connection rejects by itself; without a listener the event
  // would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    options: pool.options,
    connect: async () => guarded(await pool.connect()),
    end: () => pool.end(),
  };
}

function guarded(client: PostgresPoolClient): PostgresPoolClient {
  function query<R>(sql: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(question: string | PostgresCursor<R>, values: readonly unknown[] = []) {
    if (typeof question !== "string") return client.query(question);
    return client.query<R>(question, values.map(bindable)).catch((error: unknown) => {
      throw translated(error);
    });
  }
  return {
    query,
    release: (destroy) => {
      client.release(destroy);
    },
  };
}

function translated(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || error.code !== UNIQUE_CODE) return error;
  return new UniqueViolation(error.table ?? "an unnamed table", error);
}

/** How a column's text becomes a value, where pg's own way does not serve. */
function valueParsers(): pg.TypeOverrides {
  const parsers = new pg.TypeOverrides();
  parsers.setTypeParser(pg.types.builtins.INT8, safeInteger);
  parsers.setTypeParser(pg.types.builtins.BYTEA, plainBytes);
  return parsers;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error("a stored number is too large to be exact");
  return value;
}

/** Not a Buffer: its methods differ from a Uint8Array's, and the other database gives none. */
function plainBytes(text: string): Uint8Array {
  if (!text.startsWith("\\x")) throw new Error("bytea_output must be hex");
  return new Uint8Array(Buffer.from(text.slice(2), "hex"));
}
