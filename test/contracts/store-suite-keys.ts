/** The part of the store's contract about media keys. */
import { describe, expect, it } from "vitest";

import { newId, newSecret } from "../../server/random-ids.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { openCase } from "./store-samples.ts";

export function keySuite(fixture: () => StoreFixture): void {
  describe("media keys", () => {
    it("[VIDEO-52] twenty who ask at the same time get one key", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      const place = { opening: newId("opening"), caseId, turn: 0 };
      const asked = Array.from({ length: 20 }, () => ({ ...place, secret: newSecret() }));
      const kept = await Promise.all(asked.map((one) => store.keepMediaKey(one)));
      expect(new Set(kept.map(({ secret }) => secret)).size).toBe(1);
    });

    it("[VIDEO-53] a later turn replaces the key, an earlier one gets the later key", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      const place = { opening: newId("opening"), caseId };
      const first = await store.keepMediaKey({ ...place, turn: 0, secret: newSecret() });
      const third = await store.keepMediaKey({ ...place, turn: 2, secret: newSecret() });
      expect(third).toMatchObject({ turn: 2 });
      expect(third.secret).not.toBe(first.secret);
      expect(await store.keepMediaKey({ ...place, turn: 1, secret: newSecret() })).toEqual(third);
    });

    it("[VIDEO-52] keys end with their opening, those of others stay", async () => {
      const { store } = fixture();
      const cases = [await openCase(store), await openCase(store)];
      const keys = await Promise.all(
        [0, 0, 1].map((n) =>
          store.keepMediaKey({
            opening: newId("opening"),
            caseId: cases[n]?.caseId ?? newId("case"),
            turn: 0,
            secret: newSecret(),
          }),
        ),
      );
      const [stays, ends, others] = keys;
      if (stays === undefined || ends === undefined || others === undefined)
        throw new Error("none");
      const again = async (key: typeof stays) =>
        (await store.keepMediaKey({ ...key, secret: newSecret() })).secret === key.secret;
      await store.dropMediaKeys(stays.caseId, [stays.opening]);
      expect([await again(stays), await again(ends), await again(others)]).toEqual([
        true,
        false,
        true,
      ]);
      await store.dropMediaKeys(stays.caseId, []);
      expect([await again(stays), await again(others)]).toEqual([false, true]);
    });
  });
}
