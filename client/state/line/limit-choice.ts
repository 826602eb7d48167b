/** How little data a person chose to use, remembered in this browser under their seat. */
import type { SeatId } from "#shared/core/ids.ts";
import { type Rung, RUNGS } from "./ladder.ts";

const keyOf = (seat: SeatId): string => `accord:${seat}:data`;

export function readLimit(seat: SeatId): Rung {
  try {
    const kept = localStorage.getItem(keyOf(seat));
    return RUNGS.find((rung) => rung === kept) ?? "everyone";
  } catch {
    return "everyone";
  }
}

/** A browser that keeps nothing only asks again next time. */
export function keepLimit(seat: SeatId, limit: Rung): void {
  try {
    localStorage.setItem(keyOf(seat), limit);
  } catch {
    return;
  }
}
