/** The part of the store's contract about links, seats and settings. */
import { describe, expect, it } from "vitest";

import { newId, newSecret, sha256Hex } from "../../server/random-ids.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { openCase } from "./store-samples.ts";

export function accessSuite(fixture: () => StoreFixture): void {
  describe("links and seats", () => {
    it("[LOG-14] a person has one link: the newest replaces the one before", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      const person = newId("person");
      const link = () => ({
        id: newId("link"),
        person,
        caseId,
        secretHash: sha256Hex(newSecret()),
      });
      const [old, fresh] = [link(), link()];
      const other = { ...link(), person: newId("person") };
      for (const each of [old, other, fresh]) await store.replaceLink(each);
      expect(await store.link(old.secretHash)).toBeNull();
      expect(await store.link(fresh.secretHash)).toEqual(fresh);
      expect(await store.link(other.secretHash)).toEqual(other);
    });

    it("[LOG-14] keeps a seat, and knows no other", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      const seat = {
        id: newId("seat"),
        person: newId("person"),
        caseId,
        secretHash: sha256Hex(newSecret()),
      };
      await store.addSeat(seat);
      expect(await store.seat(seat.id)).toEqual(seat);
      expect(await store.seat(newId("seat"))).toBeNull();
      await expect(store.addSeat(seat)).rejects.toThrow("seats");
    });

    it("[LOG-14] neither can belong to a case that does not exist", async () => {
      const { store } = fixture();
      const row = { person: newId("person"), caseId: newId("case"), secretHash: sha256Hex("x") };
      await expect(store.addSeat({ id: newId("seat"), ...row })).rejects.toThrow(/foreign key/i);
      await expect(store.replaceLink({ id: newId("link"), ...row })).rejects.toThrow(
        /foreign key/i,
      );
    });
  });

  describe("settings", () => {
    it("[LOG-15] a setting is kept once, also when 20 ask at the same time", async () => {
      const { store } = fixture();
      const key = newSecret();
      const values = Array.from({ length: 20 }, () => newSecret());
      const kept = await Promise.all(values.map((value) => store.keepSetting(key, value)));
      expect(new Set(kept).size).toBe(1);
      expect(values).toContain(kept[0]);
      expect(await store.keepSetting(key, "another")).toBe(kept[0]);
    });
  });
}
