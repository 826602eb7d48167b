/**
 * Looks after the line: looks at it every two seconds, chooses how much is received so that the
 * sound holds, and counts the data. What it decides is in `ladder.ts`; here are only the effects.
 */
import type { SeatId } from "#shared/core/ids.ts";
import type { Heard, Line } from "../call-line.ts";
import { isWeak } from "../call-quality.ts";
import { BatteryWatch, ownBattery } from "./battery.svelte.ts";
import { DataMeter, estimatePerHour } from "./data-use.ts";
import { onlyShown, oneFace } from "./faces.ts";
import { LOOK, look, lowered, type Rung, startLadder } from "./ladder.ts";
import { countsIn, flowBetween, type LineCounts, sampleOf } from "./line-counts.ts";
import { keepLimit, readLimit } from "./limit-choice.ts";

/** What it needs of a line. */
export type WatchedLine = Pick<Line, "reports" | "ownQuality">;

export type DataUse = { readonly total: number; readonly perHour: number | null };

/** Looks for which a line that has just come up is not judged. */
const FRESH = 3;

export class LineCare {
  #ladder = $state.raw(startLadder("everyone"));
  /** Never "typing only": without who leads, sides would talk and nobody would hear them. */
  mustHear = $state(false);
  /** The video server says that one's own line is poor. */
  weak = $state(false);
  /** How much data the call has used since this page was opened. */
  used: DataUse = $state.raw({ total: 0, perHour: null });
  readonly rung: Rung = $derived(this.#ladder.rung);
  /** What the person chose. */
  readonly limit: Rung = $derived(this.#ladder.limit);
  /** The line made it stand there, not the person. */
  readonly lowered: boolean = $derived(lowered(this.#ladder));
  readonly estimate = estimatePerHour;
  readonly #seat: SeatId;
  readonly #onrung: () => void;
  readonly #battery = new BatteryWatch(ownBattery());
  readonly #meter = new DataMeter();
  readonly #timer: ReturnType<typeof setInterval>;
  #line: WatchedLine | null = null;
  #before: LineCounts | null = null;
  #face: string | null = null;
  #looking = false;
  #fresh = 0;

  /** `onrung` is called when another rung was reached. */
  constructor(seat: SeatId, onrung: () => void) {
    this.#seat = seat;
    this.#onrung = onrung;
    this.#ladder = startLadder(readLimit(seat));
    this.#timer = setInterval(() => void this.look(), LOOK);
  }

  get batteryLow(): boolean {
    return this.#battery.low;
  }

  /** The connection that is up now; null while there is none. */
  useLine(line: WatchedLine | null): void {
    this.#line = line;
    this.#before = null;
    this.#fresh = FRESH;
    this.weak = false;
  }

  choose(limit: Rung): void {
    if (limit === "typing" && this.mustHear) return;
    keepLimit(this.#seat, limit);
    this.#stand(startLadder(limit));
  }

  /** The same, without the pictures that are not to be received now. */
  shown(heard: ReadonlyMap<string, Heard>, pinned: readonly string[]): ReadonlyMap<string, Heard> {
    if (this.rung === "everyone") return heard;
    const faces = [...heard].flatMap(([ear, { picture, speaking }]) =>
      picture === null ? [] : [{ ear, speaking }],
    );
    this.#face = oneFace(faces, pinned, this.#face);
    return onlyShown(heard, this.rung, this.#face);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#battery.close();
    this.#line = null;
  }

  /** One look; the timer does it every two seconds. */
  async look(): Promise<void> {
    const line = this.#line;
    if (line === null) {
      // On "typing only" there is no line, and only time passes until the next try.
      if (this.rung === "typing") {
        this.#stand(look(this.#ladder, { quality: "unknown", lost: null, upward: null }));
      }
      return;
    }
    if (this.#looking) return;
    this.#looking = true;
    try {
      const reports = await line.reports();
      if (this.#line === line) this.#see(line, countsIn(reports));
    } finally {
      this.#looking = false;
    }
  }

  #see(line: WatchedLine, now: LineCounts): void {
    const flow = flowBetween(this.#before, now);
    this.#before = now;
    this.#meter.add(flow.bytes, performance.now());
    this.used = { total: this.#meter.total, perHour: this.#meter.perHour };
    if (this.#fresh > 0) {
      this.#fresh -= 1;
      return;
    }
    const quality = line.ownQuality();
    this.weak = isWeak(quality);
    this.#stand(look(this.#ladder, sampleOf(flow, quality)));
  }

  #stand(next: ReturnType<typeof look>): void {
    const before = this.rung;
    if (next.rung === "typing" && this.mustHear) return;
    this.#ladder = next;
    if (next.rung !== before) this.#onrung();
  }
}
