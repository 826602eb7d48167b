/** A reconciler over a real LiveKit, with what is wanted in the hands of the test. */
import { pino } from "pino";

import type { EarId, OpeningId } from "#shared/core/ids.ts";

import type { MediaSource, PresentEar, Video, WantedRoom } from "../../server/ports.ts";
import { createReconciler } from "../../server/video/reconciler.ts";
import type { Reconciler, VideoAlarm } from "../../server/video/reconciler.ts";

export type ReconcilerStand = {
  readonly reconciler: Reconciler;
  readonly alarms: VideoAlarm[];
  readonly reachable: boolean[];
  /** Each list reported of an opening, oldest first, ears only. */
  reports(opening: OpeningId): readonly (readonly string[])[];
  present(opening: OpeningId): readonly PresentEar[];
  /** Commits: this opening is wanted with these people from now on; null ends it. */
  want(opening: OpeningId, people: Readonly<Record<EarId, readonly MediaSource[]>> | null): void;
};

export function createReconcilerStand(video: Video): ReconcilerStand {
  const wanted = new Map<OpeningId, WantedRoom>();
  const alarms: VideoAlarm[] = [];
  const reachable: boolean[] = [];
  const lists = new Map<OpeningId, (readonly PresentEar[])[]>();
  const reconciler = createReconciler({
    video,
    wanted: () => Promise.resolve(new Map(wanted)),
    onEars: (opening, present) => {
      lists.set(opening, [...(lists.get(opening) ?? []), present]);
    },
    onReachable: (now) => void reachable.push(now),
    onAlarm: (alarm) => void alarms.push(alarm),
    log: pino({ level: "silent" }),
  });
  return {
    reconciler,
    alarms,
    reachable,
    reports: (opening) => (lists.get(opening) ?? []).map((list) => list.map(({ ear }) => ear)),
    present: (opening) => lists.get(opening)?.at(-1) ?? [],
    want(opening, people) {
      if (people === null) wanted.delete(opening);
      else wanted.set(opening, { opening, people: entriesOf(people) });
      reconciler.kick();
    },
  };
}

function entriesOf(people: Readonly<Record<EarId, readonly MediaSource[]>>): WantedRoom["people"] {
  return Object.keys(people)
    .filter((ear): ear is EarId => ear in people)
    .map((ear) => ({ ear, sources: people[ear] ?? [] }));
}
