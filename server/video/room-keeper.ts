/**
 * The deeds of the reconciler, one room at a time: open, close, list, put out, set what may be
 * sent, raise the alarm. Each may be asked for again at any moment and does no harm twice.
 */
import type { Logger } from "pino";

import { isId } from "#shared/core/ids.ts";
import type { OpeningId } from "#shared/core/ids.ts";

import type { PresentEar, Video, WantedEar, WantedRoom } from "../ports.ts";

import { createAttendance } from "./attendance.ts";
import type { Attendance } from "./attendance.ts";
import { putOut } from "./eviction.ts";
import type { Eviction } from "./eviction.ts";

/**
 * Milliseconds for which a room that was just made is taken to be there: those who move into it
 * arrive all at once, and none of them need wait for the same question again.
 */
const FRESH = 3000;

export type VideoAlarm = {
  /**
   * `stranger`: an identity that we never let in. `hidden`: somebody others cannot see, or a
   * machine. `unconfirmed`: put out, and not off the list within two seconds.
   */
  readonly kind: "stranger" | "hidden" | "unconfirmed";
  readonly opening: OpeningId;
  readonly ear: string;
};

export type KeeperOptions = {
  readonly video: Video;
  /**
   * The video server's list of an opening, whenever it changed; empty once its room is gone.
   * `strangers` counts those on it whom we never let in or others cannot see; somebody who was
   * let in once and is on the way out is none.
   */
  readonly onEars: (opening: OpeningId, present: readonly PresentEar[], strangers: number) => void;
  readonly onAlarm: (alarm: VideoAlarm) => void;
  readonly log: Logger;
};

export type RoomKeeper = {
  readonly attendance: Attendance;
  /** Rooms that exist as far as is known. */
  readonly existing: Set<OpeningId>;
  /** The video server says that it has this room. */
  note(opening: OpeningId): void;
  /** Makes the room, or makes sure that it is there; who asks soon after shares the answer. */
  open(opening: OpeningId): Promise<void>;
  /** The video server does not have this room any more. */
  lose(opening: OpeningId): void;
  /** Ends a room in the background; a failure is met again by the next sweep. */
  close(opening: OpeningId): void;
  /** Reads and remembers who is in it. */
  list(opening: OpeningId): Promise<void>;
  /** Acts on every difference between the last list and what is wanted. */
  settle(room: WantedRoom): Promise<void>;
  /** Never rejects. */
  evict(opening: OpeningId, ear: string): Promise<Eviction>;
  /** Sets what an ear may send, in the background; a failure is met again by the next look. */
  limit(opening: OpeningId, wanted: WantedEar): void;
  /** From now on an unknown ear is a stranger: before, it may be left from an earlier process. */
  trustMemory(): void;
};

export function createRoomKeeper(options: KeeperOptions): RoomKeeper {
  const { video, log } = options;
  const register = createRegister(options);
  const { attendance, raise } = register;
  const evict = evictor(options, attendance, raise);
  const made = createMade(video, register.real);
  const { existing, note, lose, open } = made;

  return {
    attendance,
    existing,
    evict,
    note,

    open,
    lose,
    close(opening) {
      // A room that is just being made is ended after that, else it would stay.
      const settled = made.settled(opening);
      lose(opening);
      settled
        .then(() => video.closeRoom(opening))
        .then(
          () => {
            register.real.delete(opening);
            attendance.forget(opening);
          },
          () => {
            log.warn({ opening }, "a room could not be ended yet");
          },
        );
    },

    async list(opening) {
      const asOf = performance.now();
      attendance.see(opening, await video.present(opening), asOf);
    },

    async settle({ opening, people }) {
      for (const one of attendance.present(opening)) {
        const wanted = people.find(({ ear }) => ear === one.ear);
        if (wanted === undefined || one.hidden) {
          register.judge(opening, one);
          void evict(opening, one.ear);
        } else if (!sameSources(one.sources, wanted.sources)) {
          await video.allow(opening, wanted.ear, wanted.sources);
        }
      }
    },

    limit(opening, { ear, sources }) {
      video.allow(opening, ear, sources).catch(() => {
        log.warn({ opening }, "what an ear may send could not be set yet");
      });
    },

    trustMemory: register.trust,
  };
}

/** Which rooms are there, as far as is known, and the making of them. */
function createMade(video: Video, real: Set<OpeningId>) {
  const existing = new Set<OpeningId>();
  const opened = new Map<OpeningId, { readonly at: number; readonly call: Promise<void> }>();
  const note = (opening: OpeningId): void => {
    existing.add(opening);
    real.add(opening);
  };
  const lose = (opening: OpeningId): void => {
    existing.delete(opening);
    opened.delete(opening);
  };
  const open = (opening: OpeningId): Promise<void> => {
    const known = opened.get(opening);
    if (known !== undefined && performance.now() - known.at < FRESH) return known.call;
    const call = video.openRoom(opening).then(() => {
      note(opening);
    });
    opened.set(opening, { at: performance.now(), call });
    call.catch(() => {
      lose(opening);
    });
    return call;
  };
  const settled = async (opening: OpeningId): Promise<void> => {
    await opened.get(opening)?.call.catch(() => undefined);
  };
  return { existing, note, lose, open, settled };
}

type Raise = (alarm: VideoAlarm) => void;

/** Who is on the lists, who of them is a stranger, and the alarms for them. */
function createRegister(options: KeeperOptions) {
  let trusted = false;
  const isStranger = (opening: OpeningId, { ear, hidden }: PresentEar): boolean => {
    // Left from an earlier process; it stays known until it is gone.
    if (!trusted && isId("ear", ear)) attendance.expect(opening, ear);
    return hidden || !attendance.expected(opening, ear);
  };
  const attendance = createAttendance((opening, present) => {
    const strangers = present.filter((one) => isStranger(opening, one)).length;
    options.onEars(opening, present, strangers);
  });
  const ring = alarmBell(options, attendance);
  /** Openings that the video server ever said to have: in no other can anybody have been. */
  const real = new Set<OpeningId>();
  const raise: Raise = (alarm) => {
    // While the video server is away rooms are opened that it never made.
    if (alarm.kind !== "unconfirmed" || real.has(alarm.opening)) ring(alarm);
  };
  return {
    attendance,
    real,
    raise,
    /** Raises the alarm for whoever our own rules never let in. */
    judge(opening: OpeningId, one: PresentEar): void {
      if (!isStranger(opening, one)) return;
      raise({ kind: one.hidden ? "hidden" : "stranger", opening, ear: one.ear });
    },
    /** From now on an unknown ear is a stranger: before, it may be left from an earlier process. */
    trust: (): void => {
      trusted = true;
    },
  };
}

function alarmBell({ onAlarm, log }: KeeperOptions, attendance: Attendance): Raise {
  return (alarm) => {
    if (!attendance.alarmOnce(alarm.opening, alarm.ear)) return;
    log.error({ kind: alarm.kind, opening: alarm.opening }, "video alarm");
    onAlarm(alarm);
  };
}

/** One eviction of an ear at a time: who asks while it is under way shares its answer. */
function evictor(
  { video, log }: KeeperOptions,
  attendance: Attendance,
  raise: Raise,
): RoomKeeper["evict"] {
  const under = new Map<string, Promise<Eviction>>();
  return (opening, ear) => {
    const key = `${opening} ${ear}`;
    const shared = under.get(key);
    if (shared !== undefined) return shared;
    const eviction = putOut(video, opening, ear, (present, asOf) => {
      attendance.see(opening, present, asOf);
    }).then((answer) => {
      under.delete(key);
      log.info({ opening, result: answer.result, ms: Math.round(answer.ms) }, "ear put out");
      if (answer.result === "gone") attendance.calm(opening, ear);
      else raise({ kind: "unconfirmed", opening, ear });
      return answer;
    });
    under.set(key, eviction);
    return eviction;
  };
}

function sameSources(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((source) => other.includes(source));
}
