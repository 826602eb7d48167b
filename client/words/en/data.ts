/** How much data sound and picture use, and how to use less. Figures are always "about". */

/** How much of the others one receives. */
export type Rung = "everyone" | "oneFace" | "sound" | "typing";

const MB = 1_000_000;
const GB = 1000 * MB;
/** Bytes below which no figure is worth reading. */
const LITTLE = 10 * MB;

/** As one would say it: two figures that mean something. */
export function sizeWords(bytes: number): string {
  if (bytes < LITTLE) return "less than 10 MB";
  if (bytes >= 0.995 * GB) return `about ${(bytes / GB).toFixed(1)} GB`;
  const mb = bytes / MB;
  return `about ${mb < 100 ? Math.round(mb) : Math.round(mb / 10) * 10} MB`;
}

export const DATA_WORDS = {
  question: "Use less data",
  hint: "If your line is weak, we show less by ourselves, so that you can hear.",
  rungs: {
    everyone: "See everyone",
    oneFace: "See one face",
    sound: "Sound only",
    typing: "Typing only",
  } satisfies Readonly<Record<Rung, string>>,
  choice: (what: string, perHour: number) => `${what}: ${sizeWords(perHour)} an hour`,
  now: (perHour: number, total: number) =>
    `Your call uses ${sizeWords(perHour)} an hour now. So far it used ${sizeWords(total)}.`,
  notYet: "We do not know yet how much your call uses. Look again in a minute.",
  none: "Your call uses no data now.",
  before: "How much data will it use?",
  beforeHint: "You can choose in the meeting, under More. Wi-Fi at home often costs nothing more.",
} as const;
