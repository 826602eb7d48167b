/** How much data a call uses: measured while it runs, estimated before. Bytes, and hours. */
import type { Rung } from "./ladder.ts";

const HOUR = 3_600_000;
/** Milliseconds that the present rate looks back over, and before it says anything. */
const WINDOW = 60_000;
const FIRST = 10_000;

/** Bits a second of what this page sends, at most; `call-kit` sets them. */
export const SENT = { voice: 24_000, smallFace: 160_000, largeFace: 450_000 } as const;
/** Of a voice as much again goes into the wrapping of its fifty small packets a second. */
const WRAPPED = 2;
/** At one time one or two people speak, and one's own microphone is on for about as long. */
const VOICES = 2;

/**
 * Bytes an hour on each rung, with this many others who all have their camera on. A little too
 * high rather than too low: one's own camera is counted as if somebody saw it large.
 */
export function estimatePerHour(rung: Rung, others: number): number {
  const voices = VOICES * SENT.voice * WRAPPED;
  const own = SENT.smallFace + SENT.largeFace;
  const bits = {
    everyone: voices + own + others * SENT.largeFace,
    oneFace: voices + own + SENT.largeFace,
    sound: voices,
    typing: 0,
  } as const;
  return (bits[rung] / 8) * (HOUR / 1000);
}

export class DataMeter {
  #looks: readonly { readonly at: number; readonly bytes: number }[] = [];
  #total = 0;

  /** `at`: milliseconds on a clock that never runs backwards. */
  add(bytes: number, at: number): void {
    this.#total += bytes;
    this.#looks = [...this.#looks, { at, bytes }].filter((one) => at - one.at <= WINDOW);
  }

  get total(): number {
    return this.#total;
  }

  /** As it was in the last minute; null before that means anything. */
  get perHour(): number | null {
    const [first, ...later] = this.#looks;
    const last = later.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < FIRST) return null;
    // What the first look counted had flowed before it.
    const bytes = later.reduce((sum, one) => sum + one.bytes, 0);
    return (bytes / (last.at - first.at)) * HOUR;
  }
}
