/**
 * The contract of the `Store` port: the same tests over every database. Must never ask which
 * database it runs on.
 */
import { afterAll, beforeAll, describe } from "vitest";

import type { StoreFixture } from "./store-fixture.ts";
import { accessSuite } from "./store-suite-access.ts";
import { documentSuite } from "./store-suite-documents.ts";
import { keySuite } from "./store-suite-keys.ts";
import { logSuite } from "./store-suite-log.ts";
import { outboxSuite } from "./store-suite-outbox.ts";
import { settingsSuite } from "./store-suite-settings.ts";
import { valueSuite } from "./store-suite-values.ts";

export function storeSuite(name: string, prepare: () => Promise<StoreFixture>): void {
  describe(name, () => {
    let prepared: StoreFixture | undefined;
    beforeAll(async () => {
      prepared = await prepare();
    });
    afterAll(async () => {
      await prepared?.end();
    });

    function fixture(): StoreFixture {
      if (prepared === undefined) throw new Error("the database is not ready");
      return prepared;
    }

    logSuite(fixture);
    documentSuite(fixture);
    outboxSuite(fixture);
    accessSuite(fixture);
    keySuite(fixture);
    settingsSuite(fixture);
    valueSuite(fixture);
  });
}
