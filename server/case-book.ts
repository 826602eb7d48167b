/**
 * The cases this process has read: each folded from its log, kept at its sequence. The store is
 * the truth; every use first reads what was added since. A log that does not verify, or holds a
 * kind of event this version does not know, is not served at all.
 */
import { emptyCase, evolve, type CaseState } from "#shared/case/case.ts";
import { entrySchema, type LogEntry } from "#shared/case/case-events.ts";
import type { CaseId, TextId } from "#shared/core/ids.ts";
import type { TextRef } from "#shared/core/people.ts";

import type { EventRow, Store, TextRow } from "./ports.ts";
import { chainStart, followChain, type Head } from "./store/event-log.ts";

export type OpenedCase = {
  readonly state: CaseState;
  readonly head: Head;
  readonly texts: ReadonlyMap<TextId, string>;
};

class CaseNotServed extends Error {
  constructor(caseId: CaseId, reason: string) {
    super(`${caseId} is not served: ${reason}`);
    this.name = "CaseNotServed";
  }
}

export type CaseBook = {
  /** The case as the store has it now. Throws `CaseNotServed`. */
  open(caseId: CaseId): Promise<OpenedCase>;
  /** The case as last read, without asking the store; null when it was never opened here. */
  known(caseId: CaseId): OpenedCase | null;
  knownCases(): readonly CaseId[];
  /** What this process has just committed, so that it need not be read back. */
  add(caseId: CaseId, rows: readonly EventRow[], texts: readonly TextRow[]): OpenedCase;
};

export function nameIn(opened: OpenedCase): (ref: TextRef) => string {
  return (ref) => opened.texts.get(ref.id) ?? "";
}

/** The actor and event of a row. Throws `CaseNotServed` at a kind this version does not know. */
export function readEntry(row: EventRow): LogEntry {
  const parsed = entrySchema.safeParse(JSON.parse(row.body));
  if (!parsed.success) throw new CaseNotServed(row.caseId, `unknown event at ${String(row.seq)}`);
  return parsed.data;
}

function fold(caseId: CaseId, from: OpenedCase, rows: readonly EventRow[]): OpenedCase {
  const verdict = followChain(caseId, from.head, rows);
  if (!verdict.ok) {
    throw new CaseNotServed(caseId, `${verdict.problem} at ${String(verdict.seq)}`);
  }
  let { state } = from;
  for (const row of rows) {
    const { actor, event } = readEntry(row);
    state = evolve(state, event, { actor, at: row.at });
  }
  return { ...from, state, head: verdict.head };
}

function withTexts(opened: OpenedCase, rows: readonly TextRow[]): OpenedCase {
  if (rows.length === 0) return opened;
  const texts = new Map(opened.texts);
  for (const { id, value } of rows) {
    if (value === null) texts.delete(id);
    else texts.set(id, value);
  }
  return { ...opened, texts };
}

/**
 * `onRead` is told of every case in which rows were found that were not added here: another
 * process wrote them, and whoever found them first must not be the only one to know.
 */
export function createCaseBook(store: Store, onRead: (caseId: CaseId) => void): CaseBook {
  const cases = new Map<CaseId, OpenedCase>();
  const start = (caseId: CaseId): OpenedCase =>
    cases.get(caseId) ?? {
      state: emptyCase(caseId),
      head: chainStart(caseId),
      texts: new Map(),
    };

  const keep = (caseId: CaseId, opened: OpenedCase): OpenedCase => {
    // A slower read must not undo a newer one.
    const newer = cases.get(caseId);
    if (newer !== undefined && newer.head.seq > opened.head.seq) return newer;
    if (opened.head.seq > 0) cases.set(caseId, opened);
    return opened;
  };

  return {
    async open(caseId) {
      const from = start(caseId);
      const rows = await store.events(caseId, from.head.seq);
      if (rows.length === 0) return keep(caseId, from);
      const texts = await store.texts(caseId);
      const opened = keep(caseId, withTexts(fold(caseId, from, rows), texts));
      onRead(caseId);
      return opened;
    },
    known: (caseId) => cases.get(caseId) ?? null,
    knownCases: () => [...cases.keys()],
    add(caseId, rows, texts) {
      const from = start(caseId);
      const fresh = rows.filter((row) => row.seq > from.head.seq);
      return keep(caseId, withTexts(fold(caseId, from, fresh), texts));
    },
  };
}
