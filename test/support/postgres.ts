/**
 * PostgreSQL databases of the tests' own, made and dropped per run. A PostgreSQL that cannot be
 * reached must fail the test that needs it, never skip it.
 */
import { randomBytes } from "node:crypto";

import pg from "pg";

const LOCAL = "postgres://postgres@127.0.0.1:5432/postgres";

export type TestDatabase = {
  readonly url: string;
  /** Runs one statement on a connection beside the store's. */
  readonly rows: (statement: string) => Promise<Record<string, unknown>[]>;
  /** A connection of one's own, for a transaction that stays open; `drop` ends it. */
  readonly connect: () => Promise<pg.Client>;
  readonly drop: () => Promise<void>;
};

/** Where PostgreSQL is. Never DATABASE_URL: that one may hold somebody's real data. */
function serverUrl(): string {
  return process.env["TEST_DATABASE_URL"] ?? LOCAL;
}

/** Makes an empty database; `drop` must be called at the end. */
export async function makeTestDatabase(): Promise<TestDatabase> {
  const name = `accord_test_${randomBytes(8).toString("hex")}`;
  await onServer(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const clients: pg.Client[] = [];

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url.href });
    // A test that ends connections by force would otherwise end the process too.
    client.on("error", () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  }

  return {
    url: url.href,
    connect,
    async rows(statement) {
      const client = clients[0] ?? (await connect());
      return (await client.query<Record<string, unknown>>(statement)).rows;
    },
    async drop() {
      await Promise.all(clients.map((client) => client.end()));
      await onServer(`drop database ${name} with (force)`);
    },
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
