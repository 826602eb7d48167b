/** The part of the store's contract about values and safety: what goes in comes out. */
import { describe, expect, it } from "vitest";

import type { TextRow } from "../../server/ports.ts";
import { newId, sha256Hex } from "../../server/random-ids.ts";
import { textRow } from "../../server/store/event-log.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { emptyCommit, nextEvent, openCase, openDocument, updatesBy } from "./store-samples.ts";

const WRITINGS = [
  "",
  "Zoë, plain and decomposed: Zoe\u0308",
  "سارا و علی\u200f\u202etrebla\u202c",
  "ਗੁਰਪ੍ਰੀਤ বাংলা עברית 漢字 한국어",
  "👩‍👧‍👦🇬🇧 \u{10ffff}\uffff\ufffe\ufeff",
  "line\r\nline\ttab 'quote' \"double\" \\ back $1 ? %_",
  "x".repeat(300_000),
];

export function valueSuite(fixture: () => StoreFixture): void {
  textSuite(fixture);
  byteSuite(fixture);
  safetySuite(fixture);
}

function textSuite(fixture: () => StoreFixture): void {
  describe("text", () => {
    it("[LOG-16] comes back exactly as it went in, whatever its script", async () => {
      const { store } = fixture();
      const texts = WRITINGS.map((value) => textRow(value).row);
      const { caseId } = await openCase(store);
      await store.commit({ ...emptyCommit(caseId, 1), texts });
      const byId = new Map((await store.texts(caseId)).map((row) => [row.id, row]));
      for (const row of texts) expect(byId.get(row.id)).toEqual(row);
    });

    it.each([
      ["U+0000", "a\u0000b", "U+0000"],
      ["half of a surrogate pair", "a\ud83d", "surrogate"],
    ])("[LOG-16] with %s is refused, and nothing is stored", async (_, value, reason) => {
      const { store } = fixture();
      const { caseId, head } = await openCase(store);
      const row: TextRow = { ...textRow("").row, value };
      const commit = {
        ...emptyCommit(caseId, 1),
        events: [nextEvent(caseId, head)],
        texts: [row],
      };
      await expect(store.commit(commit)).rejects.toThrow(reason);
      await expect(store.keepSetting(value, "x")).rejects.toThrow(reason);
      expect(await store.events(caseId, 1)).toEqual([]);
      expect(await store.texts(caseId)).toEqual([]);
    });

    it("[LOG-16] an erased text stays as a row without a value", async () => {
      const { store, raw } = fixture();
      const { row } = textRow("to be forgotten");
      const { caseId } = await openCase(store, { texts: [row] });
      await raw(`update texts set value = null where id = '${row.id}'`);
      expect(await store.texts(caseId)).toEqual([{ ...row, value: null }]);
    });
  });
}

function byteSuite(fixture: () => StoreFixture): void {
  describe("bytes", () => {
    it("[LOG-16] large ones come back exactly, as plain Uint8Arrays", async () => {
      const { store } = fixture();
      const { caseId, id, person } = await openDocument(store);
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, n) => (n * 31) % 256);
      const sha256 = sha256Hex(bytes);
      const file = { sha256, caseId, kind: "sealedAgreement", name: "a.pdf", bytes } as const;
      expect(await store.commit({ ...emptyCommit(caseId, 1), file })).toBe("committed");
      expect(await store.commit({ ...emptyCommit(caseId, 1), file })).toBe("committed");
      const stored = await store.file(sha256);
      expect(stored?.bytes.constructor).toBe(Uint8Array);
      expect(sha256Hex(stored?.bytes ?? "")).toBe(sha256);

      await store.appendUpdates(id, [{ bytes, person, at: "" }, ...updatesBy(person, 255)]);
      await store.saveSnapshot(id, bytes, 2);
      const [large, small] = await store.updates(id, 0);
      expect(sha256Hex(large?.bytes ?? "")).toBe(sha256);
      expect(small?.bytes).toEqual(Uint8Array.of(255));
      expect(sha256Hex((await store.document(id))?.snapshot ?? "")).toBe(sha256);
    });

    it("[LOG-16] a number that is none is refused when written", async () => {
      const { store } = fixture();
      const { id, person } = await openDocument(store);
      await expect(store.bindWriter(id, NaN, person)).rejects.toThrow("cannot be stored");
    });

    it("[LOG-16] a number too large to be exact is refused when read", async () => {
      const { store, raw } = fixture();
      const { id } = await openDocument(store);
      await raw(`update documents set seq = 9007199254740993 where id = '${id}'`);
      await expect(store.document(id)).rejects.toThrow(/too large/);
    });
  });
}

function safetySuite(fixture: () => StoreFixture): void {
  describe("safety", () => {
    it("[LOG-17] the database keeps what it acknowledged", async () => {
      await expect(fixture().store.assertSafe()).resolves.toBeUndefined();
    });

    it("[LOG-19] a second start finds the schema done and the data there", async () => {
      const { store, again } = fixture();
      const { caseId, head } = await openCase(store);
      const second = await again();
      expect(await second.events(caseId, 0)).toEqual([head]);
      await second.close();
    });

    it("[LOG-19] a newer or edited schema is refused", async () => {
      const { again, raw } = fixture();
      const newer = "insert into schema_version values (99, 'later.sql', '')";
      await raw(newer);
      await expect(again()).rejects.toThrow("newer Accord (schema 99)");
      await raw("delete from schema_version where version = 99");
      const rows = await raw("select sha256 from schema_version where version = 1");
      await raw("update schema_version set sha256 = 'x' where version = 1");
      await expect(again()).rejects.toThrow("was changed");
      const sha256 = String(rows[0]?.["sha256"]);
      await raw(`update schema_version set sha256 = '${sha256}' where version = 1`);
      await (await again()).close();
    });

    it("[LOG-7] a case that never began has no events and no texts", async () => {
      const { store } = fixture();
      expect(await store.events(newId("case"), 0)).toEqual([]);
      expect(await store.texts(newId("case"))).toEqual([]);
    });
  });
}
