/**
 * Reads now and then what another process wrote (`npm run link` and `npm run settings` beside a
 * running server). Who reads announces what it finds; here is only the looking. A case that
 * cannot be read costs no other case anything.
 */
import type { Logger } from "pino";

import type { CaseId } from "#shared/core/ids.ts";

import type { CaseBook } from "./case-book.ts";

/** Milliseconds after which what another process wrote is seen here. */
const OTHERS_WROTE = 2000;

/** Starts looking; returns the end of it, which resolves when no look is under way. */
export function watchOthers(
  book: CaseBook,
  followSettings: () => Promise<void>,
  log: Logger,
): () => Promise<void> {
  let looking: Promise<void> | null = null;
  let ended = false;
  /** Told once each, not every two seconds. */
  const unread = new Set<CaseId | "settings">();
  const read = async (what: CaseId | "settings", reading: () => Promise<unknown>) => {
    if (ended) return;
    try {
      await reading();
      unread.delete(what);
    } catch (error) {
      if (!unread.has(what)) log.error({ what, error }, "what is stored could not be read");
      unread.add(what);
    }
  };
  const look = async (): Promise<void> => {
    for (const caseId of book.knownCases()) {
      await read(caseId, () => book.open(caseId));
    }
    await read("settings", followSettings);
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, OTHERS_WROTE);
  timer.unref();
  return async () => {
    ended = true;
    clearInterval(timer);
    await looking;
  };
}
