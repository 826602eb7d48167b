/**
 * Why a camera or a microphone does not work, told apart so that the page can say the truth and
 * the steps that help. Anything unknown is `broken`, never guessed.
 */

import type { Trouble } from "../words/en/devices.ts";

export type { Trouble };

const BY_NAME: Readonly<Record<string, Trouble>> = {
  NotAllowedError: "blocked",
  SecurityError: "blocked",
  NotReadableError: "inUse",
  AbortError: "inUse",
  NotFoundError: "none",
  OverconstrainedError: "none",
  TypeError: "unsupported",
};

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error || error instanceof DOMException)) return "broken";
  return BY_NAME[error.name] ?? "broken";
}
