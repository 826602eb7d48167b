/** The part of the store's contract about shared documents: appending, freezing, writers. */
import { describe, expect, it } from "vitest";

import { newId } from "../../server/random-ids.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { emptyCommit, freezeCommit, nextEvent, openDocument, updatesBy } from "./store-samples.ts";

const ROUNDS = 60;

export function documentSuite(fixture: () => StoreFixture): void {
  appendSuite(fixture);
  snapshotSuite(fixture);
  freezeSuite(fixture);
  freezeRaceSuite(fixture);
}

function appendSuite(fixture: () => StoreFixture): void {
  describe("document", () => {
    it("[LOG-11] numbers updates in order, several in one append", async () => {
      const { store } = fixture();
      const { caseId, id, person } = await openDocument(store);
      expect(await store.appendUpdates(id, updatesBy(person, 7))).toEqual({
        result: "stored",
        seq: 1,
      });
      const three = updatesBy(person, 8, 9, 10);
      expect(await store.appendUpdates(id, three)).toEqual({ result: "stored", seq: 4 });
      const stored = await store.updates(id, 1);
      expect(stored).toEqual(three.map((update, place) => ({ ...update, seq: place + 2 })));
      expect(await store.document(id)).toEqual({
        id,
        caseId,
        kind: "agreement",
        seq: 4,
        frozen: false,
        snapshot: null,
        snapshotSeq: 0,
      });
    });

    it("[LOG-11] keeps every update of racing appends, without gap or double", async () => {
      const { store } = fixture();
      const { id, person } = await openDocument(store);
      await Promise.all(
        Array.from({ length: 40 }, (_, byte) =>
          store.appendUpdates(id, updatesBy(person, byte, byte)),
        ),
      );
      const stored = await store.updates(id, 0);
      expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, n) => n + 1));
      const bytes = stored.map(({ bytes }) => bytes[0] ?? -1);
      expect(bytes.toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 80 }, (_, n) => Math.floor(n / 2)),
      );
    });

    it("[LOG-11] takes a group larger than one statement can hold", async () => {
      const { store } = fixture();
      const { id, person } = await openDocument(store);
      const many = Array.from({ length: 2500 }, (_, n) => n % 256);
      const result = await store.appendUpdates(id, updatesBy(person, ...many));
      expect(result).toEqual({ result: "stored", seq: 2500 });
      expect(await store.updates(id, 0)).toHaveLength(2500);
    });
  });
}

function snapshotSuite(fixture: () => StoreFixture): void {
  describe("snapshots and writers", () => {
    it("[LOG-11] says so when there is no such document", async () => {
      const { store } = fixture();
      const id = newId("document");
      const nothing = updatesBy(newId("person"), 1);
      expect(await store.appendUpdates(id, nothing)).toEqual({ result: "missing" });
      expect(await store.document(id)).toBeNull();
    });

    it("[LOG-11] keeps the newest snapshot, and none ahead of the updates", async () => {
      const { store } = fixture();
      const { id, person } = await openDocument(store);
      await store.appendUpdates(id, updatesBy(person, 1, 2, 3));
      await store.saveSnapshot(id, Uint8Array.of(2), 2);
      await store.saveSnapshot(id, Uint8Array.of(1), 1);
      await store.saveSnapshot(id, Uint8Array.of(9), 9);
      const document = await store.document(id);
      expect(document).toMatchObject({ snapshotSeq: 2, snapshot: Uint8Array.of(2) });
    });

    it("[LOG-20] binds a Yjs client id to the first person who used it", async () => {
      const { store } = fixture();
      const { id } = await openDocument(store);
      const other = await openDocument(store);
      const [ann, bob] = [newId("person"), newId("person")];
      const client = 4_294_967_295;
      expect(await store.bindWriter(id, client, ann)).toBe(ann);
      expect(await store.bindWriter(id, client, bob)).toBe(ann);
      expect(await store.bindWriter(other.id, client, bob)).toBe(bob);
      const people = Array.from({ length: 20 }, () => newId("person"));
      const owners = await Promise.all(people.map((person) => store.bindWriter(id, 5, person)));
      expect(new Set(owners).size).toBe(1);
    });
  });
}

function freezeSuite(fixture: () => StoreFixture): void {
  describe("freeze", () => {
    it("[LOG-12] stores the frozen text and refuses updates until the thaw", async () => {
      const { store } = fixture();
      const opened = await openDocument(store);
      const { caseId, id, person } = opened;
      await store.appendUpdates(id, updatesBy(person, 1));
      const commit = freezeCommit(opened, 1);
      expect(await store.commit(commit)).toBe("committed");
      expect(await store.appendUpdates(id, updatesBy(person, 2))).toEqual({ result: "frozen" });
      const frozen = commit.freeze?.frozen;
      expect(await store.frozen(frozen?.agreementId ?? "", 1)).toEqual(frozen);
      expect(await store.frozen(frozen?.agreementId ?? "", 2)).toBeNull();
      const [event] = await store.events(caseId, 1);
      if (event === undefined) throw new Error("the freeze left no event");
      const thaw = { ...emptyCommit(caseId, 2), events: [nextEvent(caseId, event)], thaw: id };
      expect(await store.commit(thaw)).toBe("committed");
      const after = await store.appendUpdates(id, updatesBy(person, 3));
      expect(after).toEqual({ result: "stored", seq: 2 });
    });

    it("[LOG-12] is lost whole when the document moved on or is frozen already", async () => {
      const { store } = fixture();
      const opened = await openDocument(store);
      await store.appendUpdates(opened.id, updatesBy(opened.person, 1, 2));
      expect(await store.commit(freezeCommit(opened, 1))).toBe("lost");
      expect(await store.events(opened.caseId, 1)).toEqual([]);
      expect(await store.document(opened.id)).toMatchObject({ frozen: false });
      const commit = freezeCommit(opened, 2);
      expect(await store.commit(commit)).toBe("committed");
      const [head] = commit.events;
      if (head === undefined) throw new Error("the commit holds no event");
      expect(await store.commit(freezeCommit({ ...opened, head }, 2))).toBe("lost");
      expect(await store.events(opened.caseId, 2)).toEqual([]);
    });

    it("[LOG-12] of a document of another case is refused", async () => {
      const { store } = fixture();
      const [mine, other] = [await openDocument(store), await openDocument(store)];
      const foreign = freezeCommit({ ...mine, id: other.id }, 0);
      await expect(store.commit(foreign)).rejects.toThrow("no document of");
      const thaw = { ...emptyCommit(mine.caseId, 1), thaw: other.id };
      await expect(store.commit(thaw)).rejects.toThrow("no document of");
    });
  });
}

function freezeRaceSuite(fixture: () => StoreFixture): void {
  it(`[LOG-12] racing appends: none after the frozen sequence, ${String(ROUNDS)} rounds`, async () => {
    const { store } = fixture();
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const opened = await openDocument(store);
      const { id, person } = opened;
      await store.appendUpdates(id, updatesBy(person, 0));
      // Reading first puts the appends at other moments of the freeze in each round.
      const append = async (reads: number) => {
        for (let read = 0; read < reads; read += 1) await store.document(id);
        return store.appendUpdates(id, updatesBy(person, 1));
      };
      const freeze = store.commit(freezeCommit(opened, 1));
      const appends = Array.from({ length: 6 }, (_, place) => append((round % 10) + place));
      const outcome = await freeze;
      const answers = await Promise.all(appends);
      const stored = answers.filter(({ result }) => result === "stored").length;
      outcomes.push(outcome);
      expect(stored).toBe(outcome === "committed" ? 0 : 6);
      expect(await store.updates(id, 0)).toHaveLength(1 + stored);
      expect((await store.document(id))?.frozen).toBe(outcome === "committed");
    }
    expect(outcomes).toContain("committed");
  });
}
