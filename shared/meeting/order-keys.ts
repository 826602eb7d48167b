/**
 * Order of shared lists: each entry carries a key, and lists are sorted by key, then id. Two
 * people may make the same key at the same moment, or write a broken one; placing an entry
 * there must never throw, so the run that stands in the way gets new keys (DOC-11).
 */
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

export type Ordered = { readonly id: string; readonly order: string };

/** Keys for a new list of so many entries, in order. */
export function freshKeys(count: number): readonly string[] {
  return generateNKeysBetween(null, null, count);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sorted copy: by key, entries with equal keys by id, so that every screen agrees. */
export function sortByOrder<T extends Ordered>(entries: readonly T[]): T[] {
  return entries.toSorted((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

function isKey(key: string): boolean {
  try {
    generateKeyBetween(key, null);
    generateKeyBetween(null, key);
    return true;
  } catch {
    return false;
  }
}

/**
 * The keys to write so that `id` stands at `index` among `others` (sorted, without `id`).
 * Usually one entry; more when neighbours share a key.
 */
export function placeAt(others: readonly Ordered[], id: string, index: number): readonly Ordered[] {
  const at = Math.max(0, Math.min(index, others.length));
  if (!others.every((one) => isKey(one.order))) return renumber(others, id, at);
  const before = others[at - 1]?.order ?? null;
  const last = others.findIndex(
    (one, position) => position >= at && (before === null || one.order > before),
  );
  const end = last === -1 ? others.length : last;
  const run = [id, ...others.slice(at, end).map((one) => one.id)];
  const keys = generateNKeysBetween(before, others[end]?.order ?? null, run.length);
  return run.map((one, position) => ({ id: one, order: keys[position] ?? "" }));
}

function renumber(others: readonly Ordered[], id: string, at: number): readonly Ordered[] {
  const ids = others.map((one) => one.id).toSpliced(at, 0, id);
  const keys = generateNKeysBetween(null, null, ids.length);
  return ids.map((one, position) => ({ id: one, order: keys[position] ?? "" }));
}
