/** Places on the video server, as the view names them: what a line is dialled for. */
import type { InRoom } from "#shared/contract/view.ts";
import type { SeatId } from "#shared/core/ids.ts";
import type { LineFault } from "./call-line.ts";

/** What a line is dialled by: an ear, and how everybody on it sends. */
export type Dial = {
  readonly ear: string;
  /** Whether everybody there sends encrypted: another answer is another line. */
  readonly encrypted: boolean;
};

export type Step = Dial & { readonly generation: number };

export function stepFor({ generation, encrypted }: InRoom["room"], ear: string): Step {
  return { generation, ear, encrypted };
}

/** The same stay in the same room, however sound and picture are sent. */
export function sameStay(step: Step | null, other: Step): boolean {
  return step?.generation === other.generation && step.ear === other.ear;
}

export function videoUrl(seat: SeatId, { ear }: Dial): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/s/${seat}/video/${ear}`;
}

export function keyUrl(seat: SeatId, { ear }: Dial): string {
  return `/s/${seat}/video/${ear}/key`;
}

/** Milliseconds before a join that failed is tried again, by attempt; the last one repeats. */
const PAUSES = [250, 500, 1000, 2000] as const;
/** Milliseconds after which a refused join is tried again although no new view came. */
const REFUSED_PAUSE = 5000;

/** How long to wait after a join that did not come about. */
export function pauseAfter(fault: LineFault, attempt: number): number {
  const next = PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? REFUSED_PAUSE;
  return fault === "refused" ? REFUSED_PAUSE : next;
}
