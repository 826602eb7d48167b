/** How much is left of a time that people chose, in steps that are said once each. */
const MINUTE = 60_000;

export type TimeLeft = {
  readonly step: "plenty" | "five" | "one" | "over";
  /** Whole minutes, never less than none. */
  readonly minutes: number;
};

export function timeLeft(until: string, now: number): TimeLeft {
  const left = Date.parse(until) - now;
  const minutes = Math.max(0, Math.ceil(left / MINUTE));
  if (left <= 0) return { step: "over", minutes };
  if (left <= MINUTE) return { step: "one", minutes };
  return { step: left <= 5 * MINUTE ? "five" : "plenty", minutes };
}

/** Minutes to the nearest five above: what one would say, not a clock that runs. */
export function aboutMinutes(due: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(due) - now) / (5 * MINUTE)) * 5);
}

/** Whether so many minutes have gone by since then. */
export function longSince(since: string, minutes: number, now: number): boolean {
  return now - Date.parse(since) >= minutes * MINUTE;
}
