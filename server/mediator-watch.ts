/**
 * Watches whether each mediator of an open meeting has a live page, and whoever looks after a
 * child guest (CHILD-12). After the grace it is said
 * in the log, and when nobody leads for longer, sides go to their own people. Fails closed: at a
 * start nobody has been seen yet, so sound waits until a mediator's page is back (MOD-22).
 */
import type { Logger } from "pino";

import type { CaseState } from "#shared/case/case.ts";
import type { CaseEvent } from "#shared/case/case-events.ts";
import { type Context, type Decision, refuse } from "#shared/core/decider.ts";
import type { CaseId, MeetingId } from "#shared/core/ids.ts";
import { decideUnwatched } from "#shared/meeting/children.ts";
import { childGuests, isUnwatched } from "#shared/meeting/evolve-children.ts";
import { decideApart, decideSign, isUnled, mediatorsInside } from "#shared/meeting/absence.ts";
import { type Meeting, peopleIn, roomsOf } from "#shared/meeting/meeting.ts";

import type { CaseBook } from "./case-book.ts";
import type { Execute } from "./execute.ts";
import type { Bus } from "./ports.ts";
import type { PresenceBoard } from "./presence.ts";
import { newId } from "./random-ids.ts";

/** After the hold the sides stay together in silence for this many graces, and no longer. */
const GRACES_TOGETHER = 2;
/** Milliseconds until what could not be written is tried again. */
const TRIED_AGAIN = 5000;

export type MediatorWatch = { stop(): void };

export type MediatorWatchOptions = {
  readonly book: CaseBook;
  readonly bus: Bus;
  readonly presence: PresenceBoard;
  readonly execute: Execute;
  readonly log: Logger;
};

type Waiting = {
  readonly timer: NodeJS.Timeout;
  /** When it began, in milliseconds of this process. */
  readonly since: number;
  readonly wait: number;
};

type Decide = (state: CaseState, meeting: Meeting, context: Context) => Decision<CaseEvent>;

class Watch implements MediatorWatch {
  readonly #options: MediatorWatchOptions;
  readonly #timers = new Map<string, Waiting>();
  #stopped = false;

  constructor(options: MediatorWatchOptions) {
    this.#options = options;
    options.bus.subscribe((caseId) => {
      this.#look(caseId);
    });
    options.presence.onChange((caseId) => {
      for (const one of caseId === null ? options.book.knownCases() : [caseId]) this.#look(one);
    });
  }

  /** Nobody's page has been seen by this process yet. */
  async begin(): Promise<void> {
    for (const caseId of this.#options.book.knownCases()) {
      for (const meeting of this.#meetings(caseId)) {
        for (const { id } of this.#inside(caseId, meeting)) {
          const decide: Decide = (state, now) => decideSign(state, now, id, "mediatorUnseen");
          await this.#act(caseId, meeting.id, decide);
        }
      }
      this.#look(caseId);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { timer } of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #meetings(caseId: CaseId): readonly Meeting[] {
    const state = this.#options.book.known(caseId)?.state;
    return state === undefined ? [] : Object.values(state.meetings);
  }

  #inside(caseId: CaseId, meeting: Meeting) {
    const state = this.#options.book.known(caseId)?.state;
    return state === undefined || meeting.status !== "open" ? [] : mediatorsInside(state, meeting);
  }

  #look(caseId: CaseId): void {
    if (this.#stopped) return;
    const state = this.#options.book.known(caseId)?.state;
    if (state === undefined) return;
    const { online } = this.#options.presence.of(caseId);
    for (const meeting of this.#meetings(caseId)) {
      const inside = this.#inside(caseId, meeting);
      for (const id of meeting.seats) {
        const here = inside.some((one) => one.id === id);
        const { lost, unseen } = meeting.moderation;
        const gone = here && !online.has(id) && !lost.includes(id);
        this.#after(`${meeting.id} ${id}`, gone, graceOf(meeting), () =>
          this.#act(caseId, meeting.id, (now, its) =>
            this.#options.presence.of(caseId).online.has(id)
              ? refuse("notNow")
              : decideSign(now, its, id, "mediatorLost"),
          ),
        );
        if (here && online.has(id) && unseen.includes(id)) {
          void this.#act(caseId, meeting.id, (now, its) =>
            decideSign(now, its, id, "mediatorSeen"),
          );
        }
      }
      for (const child of childGuests(state.people, meeting)) {
        const left = isUnwatched(state.people, meeting, child, online);
        this.#after(`${meeting.id} ${child}`, left, graceOf(meeting), () =>
          this.#act(caseId, meeting.id, (now, its, context) => {
            const present = this.#options.presence.of(caseId).online;
            return decideUnwatched(now, its, child, present, context);
          }),
        );
      }
      const together = isUnled(state, meeting) && isShared(meeting);
      const apart: Decide = (now, its, context) => decideApart(now, its, context);
      this.#after(`${meeting.id} apart`, together, GRACES_TOGETHER * graceOf(meeting), () =>
        this.#act(caseId, meeting.id, apart),
      );
    }
  }

  /** Does it once, when it was wanted for so many milliseconds without a break. */
  #after(key: string, wanted: boolean, wait: number, act: () => Promise<void>): void {
    const running = this.#timers.get(key);
    if (wanted && running?.wait === wait) return;
    clearTimeout(running?.timer);
    this.#timers.delete(key);
    if (!wanted) return;
    // When the service changes the grace, the time that has passed already counts.
    const since = running?.since ?? performance.now();
    const timer = setTimeout(
      () => {
        this.#timers.delete(key);
        void act();
      },
      Math.max(0, since + wait - performance.now()),
    );
    this.#timers.set(key, { timer: timer.unref(), since, wait });
  }

  async #act(caseId: CaseId, id: MeetingId, decide: Decide): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#options.execute({
        caseId,
        actor: "system",
        commandId: newId("command"),
        decide: ({ state }, context) => {
          const meeting = state.meetings[id];
          return meeting === undefined ? refuse("notFound") : decide(state, meeting, context);
        },
      });
    } catch (error) {
      this.#options.log.error({ caseId, error }, "a mediator's absence could not be written");
      // Tried again: silence about an absent mediator would be the wrong way to fail.
      this.#after(`${id} again`, true, TRIED_AGAIN, () => {
        this.#look(caseId);
        return Promise.resolve();
      });
    }
  }
}

/** Milliseconds without a live page after which a mediator of this meeting counts as away. */
function graceOf({ settings }: Meeting): number {
  return settings.mediatorGraceSeconds * 1000;
}

/** Somebody besides mediators may be where sides meet. */
function isShared(meeting: Meeting): boolean {
  return roomsOf(meeting).some(
    (room) =>
      (room.kind === "joint" || room.kind === "chosen") && peopleIn(meeting, room.id).length > 0,
  );
}

/** To be awaited before anybody is let in. */
export async function watchMediators(options: MediatorWatchOptions): Promise<MediatorWatch> {
  const watch = new Watch(options);
  await watch.begin();
  return watch;
}
