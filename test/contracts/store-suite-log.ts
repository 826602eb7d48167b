/** The part of the store's contract about a case's log: commits, races, tampering. */
import { describe, expect, it } from "vitest";

import { newId, sha256Hex } from "../../server/random-ids.ts";
import { chainStart, textRow, verifyChain } from "../../server/store/event-log.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { emptyCommit, nextEvent, openCase, sampleLog } from "./store-samples.ts";

export function logSuite(fixture: () => StoreFixture): void {
  commitSuite(fixture);
  raceSuite(fixture);
  refusalSuite(fixture);
  tamperSuite(fixture);
}

function commitSuite(fixture: () => StoreFixture): void {
  describe("commit", () => {
    it("[LOG-7] stores everything of a commit and gives it back", async () => {
      const { store } = fixture();
      const caseId = newId("case");
      const rows = sampleLog(caseId, 3);
      const { row: text, hash } = textRow("Zoë Ünal");
      const bytes = Uint8Array.of(1, 2, 3);
      const sha256 = sha256Hex(bytes);
      const file = { sha256, caseId, kind: "sealedAgreement", name: "a.pdf", bytes } as const;
      const document = newId("document");
      const result = await store.commit({
        ...emptyCommit(caseId, 0),
        events: rows,
        texts: [text],
        openDocuments: [{ id: document, kind: "agenda" }],
        file,
      });
      expect(result).toBe("committed");
      expect(await store.events(caseId, 0)).toEqual(rows);
      expect(await store.events(caseId, 2)).toEqual(rows.slice(2));
      expect(await store.texts(caseId)).toEqual([text]);
      expect(await store.cases()).toContain(caseId);
      expect(await store.file(sha256)).toEqual(file);
      expect(await store.file(hash)).toBeNull();
      expect(await store.document(document)).toMatchObject({ caseId, kind: "agenda", seq: 0 });
    });

    it("[LOG-7] stores nothing at all when one part fails", async () => {
      const { store } = fixture();
      const { caseId, head } = await openCase(store);
      const { row: text } = textRow("once");
      const event = nextEvent(caseId, head);
      const twice = { ...emptyCommit(caseId, 1), events: [event], texts: [text, text] };
      await expect(store.commit(twice)).rejects.toThrow("texts");
      expect(await store.events(caseId, 1)).toEqual([]);
      expect(await store.texts(caseId)).toEqual([]);
      expect(await store.commit({ ...twice, texts: [text] })).toBe("committed");
    });

    it("[LOG-10] finds a command's events again by its id, in its own case only", async () => {
      const { store } = fixture();
      const { caseId, head } = await openCase(store);
      const other = await openCase(store);
      const commandId = newId("command");
      const first = nextEvent(caseId, head, commandId);
      const second = nextEvent(caseId, first, commandId);
      await store.commit({ ...emptyCommit(caseId, 1), events: [first, second] });
      expect(await store.eventsOfCommand(caseId, commandId)).toEqual([first, second]);
      expect(await store.eventsOfCommand(other.caseId, commandId)).toEqual([]);
      expect(await store.eventsOfCommand(caseId, newId("command"))).toEqual([]);
    });
  });
}

function raceSuite(fixture: () => StoreFixture): void {
  describe("racing commits", () => {
    it("[LOG-8] of 40 with the same expectation exactly one is stored", async () => {
      const { store } = fixture();
      const { caseId, head } = await openCase(store);
      const results = await Promise.all(
        Array.from({ length: 40 }, () =>
          store.commit({ ...emptyCommit(caseId, 1), events: [nextEvent(caseId, head)] }),
        ),
      );
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
      expect(results.filter((result) => result === "lost")).toHaveLength(39);
      expect(await store.events(caseId, 0)).toHaveLength(2);
    });

    it("[LOG-8] of 40 that open the same case exactly one is stored", async () => {
      const { store } = fixture();
      const caseId = newId("case");
      const results = await Promise.all(
        Array.from({ length: 40 }, () =>
          store.commit({ ...emptyCommit(caseId, 0), events: sampleLog(caseId, 1) }),
        ),
      );
      expect(results.filter((result) => result === "committed")).toHaveLength(1);
      expect(await store.events(caseId, 0)).toHaveLength(1);
    });

    it("[LOG-8] decided again, all 40 get in, one after the other", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      async function insist(): Promise<void> {
        for (;;) {
          const head = (await store.events(caseId, 0)).at(-1) ?? chainStart(caseId);
          const commit = { ...emptyCommit(caseId, head.seq), events: [nextEvent(caseId, head)] };
          if ((await store.commit(commit)) === "committed") return;
        }
      }
      await Promise.all(Array.from({ length: 40 }, insist));
      const rows = await store.events(caseId, 0);
      expect(rows).toHaveLength(41);
      expect(verifyChain(caseId, rows)).toMatchObject({ ok: true });
    });
  });
}

function refusalSuite(fixture: () => StoreFixture): void {
  describe("rows that do not continue the log", () => {
    it("[LOG-9] are a fault, and nothing is stored", async () => {
      const { store } = fixture();
      const { caseId, head } = await openCase(store);
      const good = nextEvent(caseId, head);
      const bad = [
        { ...good, seq: 3 },
        { ...good, prevHash: chainStart(caseId).hash },
        { ...good, body: `{"kind":"other"}` },
        nextEvent(newId("case"), head),
      ];
      for (const event of bad) {
        const commit = { ...emptyCommit(caseId, 1), events: [event] };
        await expect(store.commit(commit)).rejects.toThrow("does not continue");
      }
      expect(await store.events(caseId, 1)).toEqual([]);
    });

    it("[LOG-9] a case neither begins without an event nor goes on before it began", async () => {
      const { store } = fixture();
      const caseId = newId("case");
      await expect(store.commit(emptyCommit(caseId, 0))).rejects.toThrow("cannot begin");
      await expect(store.commit(emptyCommit(caseId, 1))).rejects.toThrow("does not exist");
      expect(await store.cases()).not.toContain(caseId);
    });

    it("[LOG-9] what belongs to another case, or is not what it says, is refused", async () => {
      const { store } = fixture();
      const { caseId } = await openCase(store);
      const other = await openCase(store);
      const file = {
        sha256: sha256Hex("x"),
        caseId,
        kind: "sealedAgreement",
        name: "a.pdf",
        bytes: Uint8Array.of(1),
      } as const;
      const errand = { id: newId("command"), caseId: other.caseId, kind: "seal", payload: "{}" };
      const empty = emptyCommit(caseId, 1);
      await expect(store.commit({ ...empty, file })).rejects.toThrow("hash");
      await expect(
        store.commit({ ...empty, file: { ...file, caseId: other.caseId } }),
      ).rejects.toThrow("a file of");
      await expect(store.commit({ ...empty, outbox: [errand] })).rejects.toThrow("another case");
      expect(await store.file(file.sha256)).toBeNull();
    });
  });
}

function tamperSuite(fixture: () => StoreFixture): void {
  describe("the log only grows", () => {
    it("[LOG-6] the database refuses to change or delete a row", async () => {
      const { store, raw } = fixture();
      const { caseId, head } = await openCase(store);
      const where = `where case_id = '${caseId}'`;
      await expect(raw(`update events set body = '{}' ${where}`)).rejects.toThrow("only grows");
      await expect(raw(`delete from events ${where}`)).rejects.toThrow("only grows");
      expect(await store.events(caseId, 0)).toEqual([head]);
    });

    it("[LOG-6] two rows can neither share a place nor follow the same row", async () => {
      const { store, raw } = fixture();
      const { caseId, head } = await openCase(store);
      const row = (seq: number, prevHash: string) =>
        `insert into events (case_id, seq, at, command_id, schema, body, prev_hash, hash)
         values ('${caseId}', ${String(seq)}, '', '', 1, '{}', '${prevHash}', '')`;
      await expect(raw(row(1, "other"))).rejects.toThrow(/unique/i);
      await expect(raw(row(2, head.prevHash))).rejects.toThrow(/unique/i);
    });
  });
}
