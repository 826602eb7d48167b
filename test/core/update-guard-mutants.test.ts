/**
 * Random mutants of honest edits: whatever passes the guard and is not the victim's own must
 * leave the victim's text whole but for deletions it declares, and never leave edits waiting.
 */
import { expect, it } from "vitest";
import * as Y from "yjs";

import { inspectUpdate } from "../../server/collab/update-guard.ts";

const VICTIM = 1111;
const MUTANTS = 10_000;

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

function base(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = VICTIM;
  doc.getText("text").insert(0, "The words of somebody else.");
  return Y.encodeStateAsUpdate(doc);
}

function honest(start: Uint8Array, random: (below: number) => number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 2222;
  Y.applyUpdate(doc, start);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    const text = doc.getText("text");
    text.insert(random(text.length), "abc");
    if (random(2) === 0) text.delete(random(text.length - 4), 1 + random(3));
    text.insert(random(text.length), "é");
  });
  return Y.encodeStateAsUpdate(doc, before);
}

function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = [...bytes];
  for (let count = 1 + random(3); count > 0; count -= 1) {
    const at = random(copy.length);
    const kind = random(3);
    if (kind === 0) copy[at] = random(256);
    else if (kind === 1) copy.splice(at, 1);
    else copy.splice(at, 0, random(256));
  }
  return Uint8Array.from(copy);
}

it("[DOC-5] no mutant that passes silences text, waits, hangs or throws unnoticed", () => {
  const seed = Date.now() % 2 ** 31;
  const random = seeded(seed);
  const start = base();
  let passed = 0;
  for (let count = 0; count < MUTANTS; count += 1) {
    const bytes = mutate(honest(start, random), random);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, start);
    const verdict = inspectUpdate(bytes, {
      kind: "notebook",
      clockOf: (client) => Y.getState(doc.store, client),
    });
    if (verdict.verdict !== "fits") continue;
    passed += 1;
    const label = `seed ${String(seed)}, mutant ${String(count)}: ${bytes.join(" ")}`;
    const victims = Y.getState(doc.store, VICTIM);
    const began = performance.now();
    expect(() => {
      Y.applyUpdate(doc, bytes);
    }, label).not.toThrow();
    expect(performance.now() - began, label).toBeLessThan(1000);
    expect(doc.store.pendingStructs, label).toBeNull();
    expect(doc.store.pendingDs, label).toBeNull();
    if (!verdict.writers.includes(VICTIM)) {
      expect(Y.getState(doc.store, VICTIM), label).toBe(victims);
    }
  }
  expect(passed).toBeGreaterThan(100);
});
