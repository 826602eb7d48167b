/** What only a database with many connections can get wrong: starts at once, lost connections. */
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { openPostgres } from "../../server/adapters/postgres.ts";
import { makeTestDatabase, type TestDatabase } from "../support/postgres.ts";
import { openDocument, updatesBy } from "./store-samples.ts";

const WAITING =
  "select 1 from pg_stat_activity " +
  "where datname = current_database() and wait_event_type = 'Lock'";

/** A way to the database that can be cut, like a cable: the address, and the scissors. */
async function cuttableLine(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => undefined);
      from.on("close", () => to.destroy());
      from.pipe(to);
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url.host = `127.0.0.1:${String(address.port)}`;
  return {
    url: url.href,
    cut: () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    end: async () => {
      await once(server.close(), "close");
    },
  };
}

describe("PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await makeTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });

  it("[LOG-19] six nodes that start at once on an empty database all start", async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgres(database.url)));
    const versions = await database.rows("select version from schema_version");
    const files = await readdir(new URL("../../server/store/schema/", import.meta.url));
    // Each step once: some have a file for each database.
    expect(versions).toHaveLength(new Set(files.map((name) => name.slice(0, 4))).size);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("[LOG-22] a cut connection fails its call only: nothing is stored, the next works", async () => {
    const line = await cuttableLine(database.url);
    const store = await openPostgres(line.url);
    const { id, person } = await openDocument(store);
    // Some connections must lie idle when they are cut, and one in the middle of its work.
    await Promise.all([store.cases(), store.cases(), store.cases()]);
    const holder = await database.connect();
    await holder.query("begin");
    await holder.query("select 1 from documents where id = $1 for update", [id]);
    const append = store.appendUpdates(id, updatesBy(person, 1));
    await vi.waitFor(async () => {
      const { rowCount } = await holder.query(WAITING);
      expect(rowCount).toBe(1);
    });
    const failed = expect(append).rejects.toThrow(/connection/i);
    line.cut();
    await failed;
    await holder.query("rollback");
    expect(await store.appendUpdates(id, updatesBy(person, 2))).toMatchObject({ seq: 1 });
    expect(await store.updates(id, 0)).toMatchObject([{ bytes: Uint8Array.of(2) }]);
    await store.close();
    await line.end();
  });

  it("[LOG-17] a database that may lose what it acknowledged is refused", async () => {
    const name = new URL(database.url).pathname.slice(1);
    await database.rows(`alter database ${name} set synchronous_commit = off`);
    await expect(openPostgres(database.url)).rejects.toThrow(
      "could lose saved work: synchronous_commit is off (must be on or remote_apply)",
    );
    await database.rows(`alter database ${name} reset synchronous_commit`);
  });

  it("[LOG-17] a database that cannot be reached is refused", async () => {
    await expect(openPostgres("postgres://postgres@127.0.0.1:1/none")).rejects.toThrow();
  });
});
