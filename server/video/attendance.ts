/**
 * What the reconciler remembers of each opening: whom the video server listed last, whom we ever
 * let in (so that a leftover is told from a stranger), and how long to look closely.
 */
import type { OpeningId } from "#shared/core/ids.ts";

import type { PresentEar, WantedRoom } from "../ports.ts";

type Memory = {
  present: readonly PresentEar[];
  /** When that list was asked for, on the clock of `performance.now()`. */
  asOf: number;
  readonly expected: Set<string>;
  readonly alarmed: Set<string>;
  /** When it last changed, on the clock of `performance.now()`. */
  changedAt: number;
};

/** Milliseconds after a change in which a join that was half-way may still turn up. */
const AFTER_CHANGE = 3000;
/** Milliseconds for which somebody who should come is looked out for. */
const AWAITED = 15_000;

export type Attendance = {
  /**
   * Stores a list that was asked for at `asOf` (milliseconds of `performance.now()`) and reports
   * it when it differs from the last one. An older list than the last is dropped.
   */
  see(opening: OpeningId, present: readonly PresentEar[], asOf: number): void;
  /** The last list. */
  present(opening: OpeningId): readonly PresentEar[];
  /** This ear was let in by our own rules at least once. */
  expect(opening: OpeningId, ear: string): void;
  expected(opening: OpeningId, ear: string): boolean;
  /** True the first time it is called for this ear, and again after `calm`. */
  alarmOnce(opening: OpeningId, ear: string): boolean;
  calm(opening: OpeningId, ear: string): void;
  /** Who should be in it changed just now. */
  changed(opening: OpeningId): void;
  /** Whether to list it at each short pass: somebody may still leave it, or is awaited. */
  isRestless(opening: OpeningId, room: WantedRoom | undefined): boolean;
  /** The room is gone: nobody is in it. */
  forget(opening: OpeningId): void;
  openings(): readonly OpeningId[];
};

export function createAttendance(
  onEars: (opening: OpeningId, present: readonly PresentEar[]) => void,
): Attendance {
  const memories = new Map<OpeningId, Memory>();
  const of = (opening: OpeningId): Memory => {
    const known = memories.get(opening);
    if (known !== undefined) return known;
    const memory: Memory = {
      present: [],
      asOf: Number.NEGATIVE_INFINITY,
      expected: new Set(),
      alarmed: new Set(),
      changedAt: Number.NEGATIVE_INFINITY,
    };
    memories.set(opening, memory);
    return memory;
  };
  const see = (opening: OpeningId, present: readonly PresentEar[], asOf: number) => {
    const memory = of(opening);
    if (asOf < memory.asOf) return;
    const before = memory.present;
    memory.asOf = asOf;
    memory.present = present;
    if (fingerprint(before) !== fingerprint(present)) onEars(opening, present);
  };

  return {
    see,
    present: (opening) => memories.get(opening)?.present ?? [],
    expect: (opening, ear) => void of(opening).expected.add(ear),
    expected: (opening, ear) => memories.get(opening)?.expected.has(ear) === true,
    alarmOnce(opening, ear) {
      const { alarmed } = of(opening);
      if (alarmed.has(ear)) return false;
      alarmed.add(ear);
      return true;
    },
    calm: (opening, ear) => void memories.get(opening)?.alarmed.delete(ear),
    changed(opening) {
      of(opening).changedAt = performance.now();
    },
    isRestless(opening, room) {
      const memory = memories.get(opening);
      const since = performance.now() - (memory?.changedAt ?? Number.NEGATIVE_INFINITY);
      if (since < AFTER_CHANGE) return true;
      const missing = room?.people.some(
        ({ ear }) => memory?.present.some((one) => one.ear === ear && one.connected) !== true,
      );
      return missing === true && since < AWAITED;
    },
    forget(opening) {
      if (!memories.has(opening)) return;
      see(opening, [], performance.now());
      memories.delete(opening);
    },
    openings: () => [...memories.keys()],
  };
}

function fingerprint(present: readonly PresentEar[]): string {
  const lines = present.map(({ ear, hidden, connected }) =>
    JSON.stringify([ear, hidden, connected]),
  );
  return lines.sort().join("\n");
}
