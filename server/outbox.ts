/**
 * Does what was promised in a commit, at least once, until it is done: at the start, right after
 * a commit, and again every few seconds. A job that fails is given back and tried later; it is
 * never dropped.
 */
import type { Logger } from "pino";

import type { Clock, LeasedRow, Store } from "./ports.ts";

/**
 * Together how long people wait for a seal that a killed server had begun. A job that takes
 * longer may be begun twice by two servers, which costs work and nothing else.
 */
const LEASE_SECONDS = 5;
const SWEEP_MILLISECONDS = 2000;
const AT_ONCE = 4;
const LONGEST_WAIT_SECONDS = 300;

export type Job = (row: LeasedRow) => Promise<void>;

export type Outbox = {
  /** Something may have been added. */
  kick(): void;
  /** Resolves when the jobs under way are over. */
  stop(): Promise<void>;
};

export type OutboxOptions = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly jobs: Readonly<Record<string, Job>>;
};

function later(clock: Clock, attempts: number): string {
  const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(attempts, 8));
  return new Date(Date.parse(clock.now()) + seconds * 1000).toISOString();
}

async function work({ store, clock, log, jobs }: OutboxOptions, row: LeasedRow): Promise<void> {
  try {
    const job = jobs[row.kind];
    if (job === undefined) throw new Error("no job of this kind");
    await job(row);
    await store.finishOutbox(row.id);
  } catch (error) {
    log.error({ job: row.id, kind: row.kind, attempts: row.attempts, error }, "job failed");
    await store.retryOutbox(row.id, later(clock, row.attempts));
  }
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, log } = options;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const drain = async (): Promise<void> => {
    for (;;) {
      again = false;
      const rows = await store.takeOutbox(clock.now(), LEASE_SECONDS, AT_ONCE);
      for (const row of rows) await work(options, row);
      const more = rows.length > 0 || isAgain();
      if (stopped || !more) return;
    }
  };
  const isAgain = (): boolean => again;

  const kick = (): void => {
    again = true;
    if (running !== null || stopped) return;
    running = drain()
      .catch((error: unknown) => {
        log.error({ error }, "outbox could not be read");
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(kick, SWEEP_MILLISECONDS);
  timer.unref();
  kick();

  return {
    kick,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
