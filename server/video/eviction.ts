/**
 * Taking one ear out of one opening, and believing it only when the video server's own list
 * says so. "Absent" is never taken as done: a join may be half-way.
 */
import type { OpeningId } from "#shared/core/ids.ts";

import type { PresentEar, Video } from "../ports.ts";

import { pause } from "./pause.ts";

/** Milliseconds after which an ear still listed, or a list that cannot be had, is an alarm. */
const CONFIRM_LIMIT = 2000;
/** Milliseconds for which an ear that was never seen must stay away from the list. */
const SETTLE = 400;
const STEP = 30;

export type Eviction = {
  readonly result: "gone" | "unconfirmed";
  /** Milliseconds from the call to the answer. */
  readonly ms: number;
};

/**
 * Never rejects. `onList` gets each list that was read on the way, and when it was asked for. An attempt that outlives the
 * limit is left to end by itself; the reconciler's passes go on trying.
 */
export async function putOut(
  video: Video,
  opening: OpeningId,
  ear: string,
  onList: (present: readonly PresentEar[], asOf: number) => void,
): Promise<Eviction> {
  const begin = performance.now();
  const elapsed = () => performance.now() - begin;
  const late = pause(CONFIRM_LIMIT).then(() => "unconfirmed" as const);
  const result = await Promise.race([untilGone(), late]);
  return { result, ms: elapsed() };

  async function untilGone(): Promise<Eviction["result"]> {
    let absentSince: number | null = null;
    while (elapsed() < CONFIRM_LIMIT) {
      try {
        const answer = await video.remove(opening, ear);
        const asOf = performance.now();
        const present = await video.present(opening);
        onList(present, asOf);
        const listed = present.some((one) => one.ear === ear);
        if (!listed && answer === "removed") return "gone";
        absentSince = listed ? null : (absentSince ?? elapsed());
      } catch {
        // Not reachable at this moment; the limit decides.
        absentSince = null;
      }
      if (absentSince !== null && elapsed() - absentSince >= SETTLE) return "gone";
      await pause(STEP);
    }
    return "unconfirmed";
  }
}
