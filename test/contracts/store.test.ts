/** The store's contract over SQLite and PostgreSQL, and that the two hold the same tables. */
import { describe, expect, it } from "vitest";

import { postgresFixture, sqliteFixture, type StoreFixture } from "./store-fixture.ts";
import { storeSuite } from "./store-suite.ts";

storeSuite("SQLite", sqliteFixture);
storeSuite("PostgreSQL", postgresFixture);

describe("both databases", () => {
  it("[LOG-19] have the same tables and columns", async () => {
    const fixtures = [await sqliteFixture(), await postgresFixture()];
    const [sqlite, postgres] = await Promise.all(fixtures.map(columnsOf));
    await Promise.all(fixtures.map((fixture) => fixture.end()));
    expect(sqlite).toContain("events.prev_hash");
    expect(sqlite).toEqual(postgres);
  });
});

async function columnsOf({ raw, columnsQuery }: StoreFixture): Promise<string[]> {
  const rows = await raw(columnsQuery);
  return rows.map((row) => `${String(row["table_name"])}.${String(row["column_name"])}`).toSorted();
}
