/** Opens the store that the settings name, and refuses one that could lose what it confirmed. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { openPostgres } from "./adapters/postgres.ts";
import { openSqlite } from "./adapters/sqlite.ts";
import type { Config } from "./config.ts";
import type { Store } from "./ports.ts";

export async function openStore({ databaseUrl, dataDir }: Config): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const store =
    databaseUrl === undefined
      ? await openSqlite(join(dataDir, "accord.sqlite"))
      : await openPostgres(databaseUrl);
  await store.assertSafe();
  return store;
}
