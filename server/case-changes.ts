/**
 * Follows what a change of a case altered: the state before it and after it, for those who must
 * act on the difference (end what was withdrawn, mute whoever was muted just now). It keeps one
 * state per case, and starts at what the book knows: old news is nobody's news.
 */
import type { CaseState } from "#shared/case/case.ts";
import { type CaseId, isId, type SeatId } from "#shared/core/ids.ts";

import type { CaseBook } from "./case-book.ts";
import type { Bus } from "./ports.ts";

export type CaseChange = {
  readonly caseId: CaseId;
  /** Null for a case that was made or read only now. */
  readonly before: CaseState | null;
  readonly after: CaseState;
};

/** Returns the end of the subscription. What the listener throws goes to the bus's own report. */
export function followCases(
  bus: Bus,
  book: CaseBook,
  listener: (change: CaseChange) => void,
): () => void {
  const states = new Map<CaseId, CaseState>();
  for (const caseId of book.knownCases()) {
    const opened = book.known(caseId);
    if (opened !== null) states.set(caseId, opened.state);
  }
  return bus.subscribe((caseId) => {
    const after = book.known(caseId)?.state;
    if (after === undefined) return;
    const before = states.get(caseId) ?? null;
    states.set(caseId, after);
    listener({ caseId, before, after });
  });
}

/** Seats that lost their place in this change. */
export function retiredSeats({ before, after }: CaseChange): readonly SeatId[] {
  if (before?.oldSeats === after.oldSeats) return [];
  const known = before?.oldSeats ?? {};
  return Object.keys(after.oldSeats).flatMap((seat) =>
    isId("seat", seat) && !(seat in known) ? [seat] : [],
  );
}
