/** The part of the store's contract about the outbox: leases, order, retries. */
import { describe, expect, it } from "vitest";

import type { CaseId } from "#shared/core/ids.ts";
import type { OutboxRow, Store } from "../../server/ports.ts";
import { newId } from "../../server/random-ids.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { emptyCommit, nextEvent, openCase } from "./store-samples.ts";

const NOON = "2026-11-22T12:00:00.000Z";
const SOON = "2026-11-22T12:00:29.999Z";
const LATER = "2026-11-22T12:00:30.000Z";
const LEASE = 30;

function errands(caseId: CaseId, count: number): OutboxRow[] {
  return Array.from({ length: count }, (_, place) => {
    return { id: newId("ask"), caseId, kind: "seal", payload: `{"place":${String(place)}}` };
  });
}

async function caseWithErrands(store: Store, count: number): Promise<OutboxRow[]> {
  const { caseId, head } = await openCase(store);
  const outbox = errands(caseId, count);
  await store.commit({ ...emptyCommit(caseId, 1), events: [nextEvent(caseId, head)], outbox });
  return outbox;
}

/** Other tests' rows are finished first: the outbox is one for all cases. */
async function emptied(store: Store): Promise<void> {
  for (;;) {
    const rows = await store.takeOutbox("2099-01-01T00:00:00.000Z", 1, 100);
    if (rows.length === 0) return;
    for (const { id } of rows) await store.finishOutbox(id);
  }
}

export function outboxSuite(fixture: () => StoreFixture): void {
  describe("outbox", () => {
    it("[LOG-13] gives rows in order, each to one worker, until the lease ends", async () => {
      const { store } = fixture();
      await emptied(store);
      const rows = await caseWithErrands(store, 3);
      const expected = rows.map((row) => ({ ...row, attempts: 0 }));
      expect(await store.takeOutbox(NOON, LEASE, 2)).toEqual(expected.slice(0, 2));
      expect(await store.takeOutbox(SOON, LEASE, 5)).toEqual(expected.slice(2));
      expect(await store.takeOutbox(SOON, LEASE, 5)).toEqual([]);
      expect(await store.takeOutbox(LATER, LEASE, 5)).toEqual(expected.slice(0, 2));
    });

    it("[LOG-13] two workers never take one row", async () => {
      const { store } = fixture();
      await emptied(store);
      const rows = await caseWithErrands(store, 60);
      const taken = await Promise.all(
        Array.from({ length: 30 }, () => store.takeOutbox(NOON, LEASE, 3)),
      );
      const rest = await store.takeOutbox(NOON, LEASE, 100);
      const ids = [...taken.flat(), ...rest].map(({ id }) => id);
      expect(ids).toHaveLength(60);
      expect(new Set(ids)).toEqual(new Set(rows.map(({ id }) => id)));
    });

    it("[LOG-13] a finished row is gone, one given back returns when due and is counted", async () => {
      const { store } = fixture();
      await emptied(store);
      const [first, second] = await caseWithErrands(store, 2);
      if (first === undefined || second === undefined) throw new Error("two were asked for");
      await store.takeOutbox(NOON, LEASE, 2);
      await store.finishOutbox(first.id);
      await store.retryOutbox(second.id, SOON);
      expect(await store.takeOutbox(NOON, LEASE, 2)).toEqual([]);
      expect(await store.takeOutbox(SOON, LEASE, 2)).toEqual([{ ...second, attempts: 1 }]);
      expect(await store.takeOutbox(LATER, LEASE, 2)).toEqual([]);
    });

    it("[LOG-7] a lost commit leaves no row in the outbox", async () => {
      const { store } = fixture();
      await emptied(store);
      const { caseId, head } = await openCase(store);
      const event = nextEvent(caseId, head);
      await store.commit({ ...emptyCommit(caseId, 1), events: [event] });
      const late = { ...emptyCommit(caseId, 1), events: [event], outbox: errands(caseId, 1) };
      expect(await store.commit(late)).toBe("lost");
      expect(await store.takeOutbox(NOON, LEASE, 5)).toEqual([]);
    });
  });
}
