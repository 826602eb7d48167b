/**
 * Which devices a person chose, remembered in this browser under their seat, so that a reload in
 * the middle of a meeting asks nothing again. Holds device ids and two ticks, nothing else.
 */
import type { SeatId } from "#shared/core/ids.ts";

export type DeviceChoice = {
  readonly microphone: string | null;
  readonly camera: string | null;
  readonly speaker: string | null;
  readonly wantsMicrophone: boolean;
  readonly wantsCamera: boolean;
};

const NOTHING: DeviceChoice = {
  microphone: null,
  camera: null,
  speaker: null,
  wantsMicrophone: false,
  wantsCamera: false,
};

const keyOf = (seat: SeatId): string => `accord:${seat}:devices`;

/** What was kept, or a choice of nothing when there is none or it cannot be read. */
export function readChoice(seat: SeatId): DeviceChoice {
  try {
    const kept = localStorage.getItem(keyOf(seat));
    if (kept === null) return NOTHING;
    return choiceIn(JSON.parse(kept));
  } catch {
    return NOTHING;
  }
}

/** A browser that keeps nothing (private window, full disk) only asks again next time. */
export function keepChoice(seat: SeatId, choice: DeviceChoice): void {
  try {
    localStorage.setItem(keyOf(seat), JSON.stringify(choice));
  } catch {
    return;
  }
}

/** Part by part: whatever is missing or of another form counts as not chosen. */
function choiceIn(kept: unknown): DeviceChoice {
  if (typeof kept !== "object" || kept === null) return NOTHING;
  const parts: Readonly<Record<string, unknown>> = { ...kept };
  const text = (part: unknown): string | null => (typeof part === "string" ? part : null);
  return {
    microphone: text(parts["microphone"]),
    camera: text(parts["camera"]),
    speaker: text(parts["speaker"]),
    wantsMicrophone: parts["wantsMicrophone"] === true,
    wantsCamera: parts["wantsCamera"] === true,
  };
}
