/**
 * Looks at an edit before Yjs does. Yjs trusts what it decodes: 13 bytes can silence another
 * person's text and 38 can hang the process. So every update is read here first, bounded, as
 * V1 only, against what the document holds; whatever is not plainly an honest edit is refused.
 * It never applies anything and never awaits.
 */
import { DOCUMENT_ROOTS, type DocumentKind } from "#shared/meeting/document-shapes.ts";

import { ByteReader, Malformed } from "./byte-reader.ts";

const MOST_CLIENTS = 16;
const MOST_STRUCTS = 5000;
/** Deleted runs carry no bytes: this many units of text a single update may declare gone. */
const MOST_GONE = 500_000;
const MOST_RUNS = 50_000;
const LAST_CLOCK = 2 ** 31;

/** What the document holds: the next clock of a writer, 0 when unknown. */
export type Held = { readonly kind: DocumentKind; clockOf(client: number): number };

/**
 * `writers`: client ids with something new, to be bound to one person. `gap`: honest, but
 * builds on edits we do not hold, so the sender must sync again; nothing of it may be kept.
 */
export type Verdict =
  | { readonly verdict: "fits"; readonly writers: readonly number[] }
  | { readonly verdict: "gap" }
  | { readonly verdict: "refused"; readonly why: string };

type Reference = { readonly client: number; readonly clock: number };
type Struct = { readonly clock: number; readonly needs: readonly Reference[] };
type Section = {
  readonly client: number;
  readonly start: number;
  readonly end: number;
  readonly structs: readonly Struct[];
};

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const CONTENT = 0x1f;

/** Judges one V1 update. Never throws. */
export function inspectUpdate(bytes: Uint8Array, held: Held): Verdict {
  try {
    const reader = new ByteReader(bytes);
    const sections = readSections(reader, held.kind);
    const ends = new Map(sections.map((section) => [section.client, section.end]));
    const endOf = (client: number): number => Math.max(held.clockOf(client), ends.get(client) ?? 0);
    const runsFit = readDeletions(reader, endOf);
    if (!reader.done) throw new Malformed("bytes left over");
    if (!runsFit || !allArrive(sections, held)) return { verdict: "gap" };
    const isNew = ({ client, end }: Section): boolean => end > held.clockOf(client);
    return { verdict: "fits", writers: sections.filter(isNew).map(({ client }) => client) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { verdict: "refused", why: error.message };
  }
}

function readSections(reader: ByteReader, kind: DocumentKind): readonly Section[] {
  const count = reader.number();
  if (count > MOST_CLIENTS) throw new Malformed("too many writers");
  const sections: Section[] = [];
  let structs = 0;
  const sum = { gone: 0 };
  for (let index = 0; index < count; index += 1) {
    const declared = reader.number();
    structs += declared;
    if (structs > MOST_STRUCTS || declared * 2 > reader.left) throw new Malformed("too many parts");
    const section = readSection(reader, declared, kind, sum);
    if (sections.some((one) => one.client === section.client)) throw new Malformed("writer twice");
    sections.push(section);
  }
  return sections;
}

function readSection(
  reader: ByteReader,
  declared: number,
  kind: DocumentKind,
  sum: { gone: number },
): Section {
  if (declared === 0) throw new Malformed("writer of nothing");
  const client = reader.number();
  const start = reader.number();
  const structs: Struct[] = [];
  let clock = start;
  for (let index = 0; index < declared; index += 1) {
    const { needs, length, gone } = readStruct(reader, { client, clock }, kind);
    sum.gone += gone;
    if (length === 0 || sum.gone > MOST_GONE) throw new Malformed("length of a part");
    structs.push({ clock, needs });
    clock += length;
    if (clock >= LAST_CLOCK) throw new Malformed("clock too large");
  }
  return { client, start, end: clock, structs };
}

type ReadStruct = { needs: readonly Reference[]; length: number; gone: number };

function readStruct(reader: ByteReader, own: Reference, kind: DocumentKind): ReadStruct {
  const info = reader.byte();
  const content = info & CONTENT;
  if (content === 0) {
    if (info !== 0) throw new Malformed("kind of part");
    const length = reader.number();
    return { needs: [], length, gone: length };
  }
  const needs: Reference[] = [];
  const reference = (): void => {
    const one = { client: reader.number(), clock: reader.number() };
    // Yjs does not check this and throws half-way through.
    if (one.client === own.client && one.clock >= own.clock)
      throw new Malformed("builds on itself");
    needs.push(one);
  };
  if ((info & HAS_ORIGIN) !== 0) reference();
  if ((info & HAS_RIGHT_ORIGIN) !== 0) reference();
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.number() === 1) checkRoot(reader.text(), kind);
    else reference();
    if ((info & HAS_KEY) !== 0 && reader.bytes().length > 100) throw new Malformed("key too long");
  }
  return { needs, ...readContent(reader, content) };
}

function checkRoot(name: string, kind: DocumentKind): void {
  const { maps, texts } = DOCUMENT_ROOTS[kind];
  if (!maps.includes(name) && !texts.includes(name)) throw new Malformed("unknown root");
}

/** Only what our documents are made of: text, plain values, maps and texts, and deletions. */
function readContent(reader: ByteReader, content: number): { length: number; gone: number } {
  switch (content) {
    case 1: {
      const length = reader.number();
      return { length, gone: length };
    }
    case 4:
      return { length: reader.text().length, gone: 0 };
    case 7: {
      const type = reader.number();
      if (type !== 1 && type !== 2) throw new Malformed("kind of container");
      return { length: 1, gone: 0 };
    }
    case 8: {
      const count = reader.number();
      if (count > reader.left) throw new Malformed("too many values");
      for (let index = 0; index < count; index += 1) readValue(reader);
      return { length: count, gone: 0 };
    }
    default:
      throw new Malformed("kind of part");
  }
}

/** Null, whole number, true, false or a short text, as lib0 numbers them. */
function readValue(reader: ByteReader): void {
  const kind = reader.byte();
  if (kind === 125) reader.skipSigned();
  else if (kind === 119) {
    if (reader.bytes().length > 4096) throw new Malformed("value too long");
  } else if (kind !== 126 && kind !== 121 && kind !== 120) throw new Malformed("kind of value");
}

/** Whether every deleted run lies within what exists; a run beyond it would wait for victims. */
function readDeletions(reader: ByteReader, endOf: (client: number) => number): boolean {
  const clients = reader.number();
  let total = 0;
  let fits = true;
  for (let index = 0; index < clients; index += 1) {
    const client = reader.number();
    const runs = reader.number();
    total += runs;
    if (total > MOST_RUNS || runs * 2 > reader.left) throw new Malformed("too many deletions");
    for (let run = 0; run < runs; run += 1) {
      const clock = reader.number();
      const length = reader.number();
      if (length === 0) throw new Malformed("deletion of nothing");
      if (length > MOST_GONE) throw new Malformed("deletion too long");
      if (clock + length > endOf(client)) fits = false;
    }
  }
  return fits;
}

/** Whether each part finds what it builds on, in some order: nothing may be left waiting. */
function allArrive(sections: readonly Section[], held: Held): boolean {
  if (sections.some(({ client, start }) => start > held.clockOf(client))) return false;
  const reached = new Map(sections.map(({ client, start }) => [client, start]));
  const here = ({ client, clock }: Reference): boolean =>
    clock < Math.max(held.clockOf(client), reached.get(client) ?? 0);
  const next = sections.map(() => 0);
  for (let moved = true; moved;) {
    moved = false;
    for (const [index, section] of sections.entries()) {
      let position = next[index] ?? 0;
      for (let struct = section.structs[position]; struct?.needs.every(here) === true;) {
        position += 1;
        moved = true;
        struct = section.structs[position];
        reached.set(section.client, struct?.clock ?? section.end);
      }
      next[index] = position;
    }
  }
  return sections.every(({ structs }, index) => next[index] === structs.length);
}
