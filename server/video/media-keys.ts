/**
 * Hands out what media are encrypted with: to the browser that holds a place in the opening at
 * this moment, by the seat's own cookie, and to nobody else. Must never log a key, nor put one
 * into a view, an event or the bus.
 */
import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";

import type { CaseId, EarId, OpeningId, SeatId } from "#shared/core/ids.ts";

import type { Store } from "../ports.ts";

/** Questions of one seat in so many seconds; a page asks once for each move and departure. */
const QUESTIONS = { points: 60, duration: 10 };
/** Places in a browser's ring of keys. */
const RING = 16;

/** What the state grants a seat now by one ear. */
export type KeyRight = {
  readonly caseId: CaseId;
  readonly opening: OpeningId;
  readonly ear: EarId;
  readonly turn: number;
};
/** `index` is where it goes in the ring of keys; it stands in each frame in the clear. */
export type MediaKey = { readonly index: number; readonly secret: string };

export type MediaKeys = {
  /** The key for this ear, null when the seat is not that ear now. */
  ask(seat: SeatId, ear: string): Promise<MediaKey | null>;
  /** Ends the keys of openings that the case has no more. Never rejects. */
  prune(caseId: CaseId, openings: readonly OpeningId[]): Promise<void>;
};

export type MediaKeysOptions = {
  readonly store: Pick<Store, "keepMediaKey" | "dropMediaKeys">;
  readonly right: (seat: SeatId, ear: string) => Promise<KeyRight | null>;
  /** 256 random bits as text. */
  readonly newSecret: () => string;
  readonly log: Logger;
};

export function createMediaKeys(options: MediaKeysOptions): MediaKeys {
  const { store, right, newSecret, log } = options;
  const questions = new RateLimiterMemory(QUESTIONS);
  const granted = async (seat: SeatId, ear: string): Promise<KeyRight | null> => {
    const now = await right(seat, ear);
    return now?.ear === ear ? now : null;
  };
  return {
    async ask(seat, ear) {
      const within = await questions.consume(seat).then(
        () => true,
        () => false,
      );
      const before = within ? await granted(seat, ear) : null;
      if (before === null) return null;
      const { opening, caseId, turn } = before;
      const kept = await store.keepMediaKey({ opening, caseId, turn, secret: newSecret() });
      // Whoever went while the row was read gets nothing, however late the answer is.
      const still = await granted(seat, ear);
      if (still?.opening !== opening) return null;
      return { index: kept.turn % RING, secret: kept.secret };
    },
    async prune(caseId, openings) {
      await store.dropMediaKeys(caseId, openings).catch((error: unknown) => {
        log.error({ error, caseId }, "keys of a room that is over could not be ended yet");
      });
    },
  };
}
