/**
 * Keeps the video server as the meetings want it: rooms, who is in them, what they may send.
 * It looks at what is, never at what was asked, so any lost call is made again. What the video
 * server's own list does not confirm is never reported as so.
 */
import type { EarId, OpeningId } from "#shared/core/ids.ts";

import type { WantedRoom } from "../ports.ts";

import { coalesced } from "./coalesce.ts";
import type { Eviction } from "./eviction.ts";
import { createRoomKeeper } from "./room-keeper.ts";
import type { KeeperOptions, RoomKeeper } from "./room-keeper.ts";

export type { VideoAlarm } from "./room-keeper.ts";

/** Milliseconds between two looks at every room. */
const SWEEP = 2000;
/** Milliseconds between two looks at the rooms where something is about to change. */
const STEP = 150;
/** Milliseconds until the next try when the video server, or our own store, did not answer. */
const RETRY = 500;
/** Calls to the video server at a time in one pass. */
const WIDTH = 8;

export type ReconcilerOptions = KeeperOptions & {
  /** What the committed state wants now; asked several times a second while people move. */
  readonly wanted: () => Promise<ReadonlyMap<OpeningId, WantedRoom>>;
  /** Called at the first answer or fault, and at each change. */
  readonly onReachable: (reachable: boolean) => void;
};

export type Reconciler = {
  /** Something was committed: act now. Never throws, never runs two passes at once. */
  kick(): void;
  /** Resolves when the room can be joined; rejects when the video server is not there. */
  ensureOpen(opening: OpeningId, ear: EarId): Promise<void>;
  /** Takes one ear out without waiting for a pass. Never rejects; tells `onAlarm` by itself. */
  evict(opening: OpeningId, ear: EarId): Promise<Eviction>;
  /** Ends the timer and resolves when the pass under way is over. */
  stop(): Promise<void>;
};

/** Starts with a pass at once. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const passes = createPasses(options);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let sweepAt = 0;

  const run = coalesced(async () => {
    if (stopped) return;
    const sweep = performance.now() >= sweepAt;
    const outcome = await passes.pass(sweep);
    if (outcome === "failed") sweepAt = 0;
    else if (sweep) sweepAt = performance.now() + SWEEP;
    clearTimeout(timer);
    const untilSweep = Math.max(0, sweepAt - performance.now());
    const wait = { failed: RETRY, restless: Math.min(STEP, untilSweep), quiet: untilSweep };
    timer = setTimeout(start, wait[outcome]).unref();
  });
  const start = () => void run();
  start();

  return {
    kick() {
      if (stopped) return;
      passes.begin();
      start();
    },
    async ensureOpen(opening, ear) {
      passes.keeper.attendance.expect(opening, ear);
      passes.keeper.attendance.changed(opening);
      await passes.keeper.open(opening);
      await passes.closeIfUnwanted(opening);
      start();
    },
    evict: (opening, ear) => passes.keeper.evict(opening, ear),
    async stop() {
      stopped = true;
      await run();
      clearTimeout(timer);
    },
  };
}

type Passes = {
  readonly keeper: RoomKeeper;
  /** Reads what is wanted and begins to act on the difference, without waiting for a pass. */
  begin(): void;
  /** Ends a room that was unwanted by the time it was made, so that no kept token opens it. */
  closeIfUnwanted(opening: OpeningId): Promise<void>;
  /** One look, at every room or at the restless ones. Never rejects. */
  pass(sweep: boolean): Promise<"failed" | "restless" | "quiet">;
};

function createPasses(options: ReconcilerOptions): Passes {
  const keeper = createRoomKeeper(options);
  const { attendance } = keeper;
  const { log } = options;
  let wanted: ReadonlyMap<OpeningId, WantedRoom> = new Map();
  let reachable: boolean | null = null;

  const refresh = coalesced(async () => {
    const before = wanted;
    wanted = await options.wanted();
    noteChanges(keeper, before, wanted);
  });
  const reach = (now: boolean) => {
    if (reachable === now) return;
    reachable = now;
    options.onReachable(now);
  };
  const restlessRooms = () =>
    [...wanted.values()].filter((room) => attendance.isRestless(room.opening, room));

  const lookAtRestless = () =>
    eachOf(restlessRooms(), async ({ opening }) => {
      if (!keeper.existing.has(opening)) await keeper.open(opening);
      await keeper.list(opening);
      await settleIfWanted(opening);
    });
  const settleIfWanted = async (opening: OpeningId) => {
    const room = wanted.get(opening);
    if (room !== undefined) await keeper.settle(room);
  };
  /**
   * The lists are read before the state is, so that whatever was let in meanwhile is already
   * wanted when it is judged.
   */
  const sweepAll = async () => {
    const known = new Set(keeper.existing);
    const rooms = await options.video.rooms();
    await eachOf(rooms, (opening) => keeper.list(opening));
    await refresh();
    takeStock(keeper, known, new Set(rooms), wanted);
    const missing = [...wanted.keys()].filter((opening) => !keeper.existing.has(opening));
    await eachOf(missing, (opening) => keeper.open(opening));
    await eachOf(rooms, settleIfWanted);
    keeper.trustMemory();
  };

  return {
    keeper,
    begin() {
      refresh().catch((error: unknown) => {
        log.error({ error }, "the rooms that should be could not be read");
      });
    },
    async closeIfUnwanted(opening) {
      if (wanted.has(opening)) return;
      await refresh();
      if (!wanted.has(opening)) keeper.close(opening);
    },
    async pass(sweep) {
      try {
        await refresh();
      } catch (error) {
        log.error({ error }, "the rooms that should be could not be read");
        return "failed";
      }
      try {
        await (sweep ? sweepAll() : lookAtRestless());
        if (sweep) reach(true);
      } catch (error) {
        log.warn({ error: error instanceof Error ? error.message : "" }, "no video server");
        reach(false);
        return "failed";
      }
      return restlessRooms().length > 0 ? "restless" : "quiet";
    },
  };
}

/** Begins at once, without reading a list, to undo what was wanted before and is not now. */
function noteChanges(
  keeper: RoomKeeper,
  before: ReadonlyMap<OpeningId, WantedRoom>,
  wanted: ReadonlyMap<OpeningId, WantedRoom>,
): void {
  for (const opening of before.keys()) {
    if (!wanted.has(opening)) keeper.close(opening);
  }
  for (const [opening, room] of wanted) {
    // Whoever moves into it is on the way: it must not wait for a pass, as all do at the start.
    if (before.size > 0 && !before.has(opening)) keeper.open(opening).catch(() => undefined);
    const old = before.get(opening)?.people ?? [];
    for (const { ear } of old) {
      if (room.people.some((one) => one.ear === ear)) continue;
      keeper.attendance.changed(opening);
      void keeper.evict(opening, ear);
    }
    for (const one of room.people) {
      const was = old.find(({ ear }) => ear === one.ear);
      if (was !== undefined && String(was.sources) === String(one.sources)) continue;
      keeper.attendance.expect(opening, one.ear);
      keeper.attendance.changed(opening);
      if (was !== undefined) keeper.limit(opening, one);
    }
  }
}

/** Draws the balance of rooms: which are gone, which are nobody's. */
function takeStock(
  keeper: RoomKeeper,
  known: ReadonlySet<OpeningId>,
  rooms: ReadonlySet<OpeningId>,
  wanted: ReadonlyMap<OpeningId, WantedRoom>,
): void {
  const { attendance } = keeper;
  for (const opening of rooms) {
    if (wanted.has(opening)) keeper.note(opening);
    else keeper.close(opening);
  }
  for (const opening of known) {
    if (rooms.has(opening)) continue;
    keeper.lose(opening);
    // Lost, as after a restart of the video server: those who were in it hear nobody.
    if (wanted.has(opening)) {
      attendance.see(opening, [], performance.now());
      attendance.changed(opening);
    }
  }
  for (const opening of attendance.openings()) {
    if (!wanted.has(opening) && !rooms.has(opening)) attendance.forget(opening);
  }
}

async function eachOf<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const queue = all.values();
  const worker = async () => {
    for (const one of queue) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, all.length) }, worker));
}
