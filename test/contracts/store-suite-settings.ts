/** The part of the store's contract about what the operator sets for the service. */
import { describe, expect, it } from "vitest";

import type { StoreFixture } from "./store-fixture.ts";

export function settingsSuite(fixture: () => StoreFixture): void {
  describe("the service's settings", () => {
    it("[SET-1] each change is the next version, of twenty at the same time one is kept", async () => {
      const { store, again, raw } = fixture();
      expect(await store.serviceSettings()).toBeNull();
      const row = (version: number, changes: string) => ({ version, at: "then", changes });
      expect(await store.changeServiceSettings(row(2, "early"))).toBe("lost");
      const asked = Array.from({ length: 20 }, (_, n) =>
        store.changeServiceSettings(row(1, String(n))),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter((answer) => answer === "stored")).toHaveLength(1);
      const first = row(1, String(answers.indexOf("stored")));
      const other = await again();
      expect(await other.serviceSettings()).toEqual(first);
      await other.close();
      expect(await store.changeServiceSettings(row(2, '{"style":"shuttle"}'))).toBe("stored");
      expect(await store.changeServiceSettings(row(2, "late"))).toBe("lost");
      expect(await store.serviceSettings()).toEqual(row(2, '{"style":"shuttle"}'));
      const kept = await raw("select changes from service_settings order by version");
      expect(kept.map(({ changes }) => changes)).toEqual([first.changes, '{"style":"shuttle"}']);
    });
  });
}
