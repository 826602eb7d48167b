/**
 * Joins the meetings' state to the video server: what the state grants is what the gate lets in
 * and the reconciler enforces. When the two locks disagree, the room is opened anew (VIDEO).
 */
import type { Logger } from "pino";

import { type CaseState, meetingOf } from "#shared/case/case.ts";
import { refuse } from "#shared/core/decider.ts";
import {
  type CaseId,
  type EarId,
  isId,
  type OpeningId,
  type PersonId,
  type SeatId,
} from "#shared/core/ids.ts";
import { isLeftOut } from "#shared/meeting/encryption.ts";
import { decideReopen } from "#shared/meeting/rooms.ts";
import { openingsOf, videoGrant } from "#shared/meeting/video-grant.ts";
import { decideReopenLine } from "#shared/meeting/whisper.ts";

import type { CaseBook } from "./case-book.ts";
import { type CaseChange, followCases, retiredSeats } from "./case-changes.ts";
import type { Execute } from "./execute.ts";
import type { Bus, Store, Video } from "./ports.ts";
import type { PresenceBoard } from "./presence.ts";
import { newId, newSecret } from "./random-ids.ts";
import type { Seats } from "./seats.ts";
import { createGate, type Gate, type VideoPass } from "./video/gate.ts";
import { createMediaKeys, type MediaKeys } from "./video/media-keys.ts";
import { createReconciler, type Reconciler, type VideoAlarm } from "./video/reconciler.ts";
import { grantsIn, openingsIn, wantedRooms, whoseOpening } from "./video-wanted.ts";

/** Milliseconds for which a room is told of a stranger, though it was opened anew at once. */
const STRANGER_TOLD = 10_000;

export type MeetingVideo = {
  readonly gate: Gate;
  readonly keys: MediaKeys;
  stop(): Promise<void>;
};

export type MeetingVideoOptions = {
  readonly video: Video;
  readonly store: Store;
  readonly livekitUrl: string;
  readonly book: CaseBook;
  readonly bus: Bus;
  readonly seats: Seats;
  readonly execute: Execute;
  readonly presence: PresenceBoard;
  readonly log: Logger;
};

/** The right of a seat by this ear at this moment, from the committed state. */
async function grantOf({ seats, presence }: MeetingVideoOptions, seat: SeatId, ear: string) {
  const sitter = await seats.standing(seat);
  if (sitter?.standing !== "bound") return null;
  const { caseId, state, person } = sitter;
  const demanded = meetingOf(state, person)?.settings.encryptionDemanded === true;
  // A page that has not said a word yet is not let in there either.
  if (demanded && !presence.saidToEncrypt(caseId, person)) return null;
  const grants = grantsIn(state, person, presence.of(caseId).plain);
  const grant = grants.find((one) => one.ear === ear);
  return grant === undefined ? null : { ...grant, caseId };
}

async function passFor(
  options: MeetingVideoOptions,
  reconciler: Reconciler,
  seat: SeatId,
  asked: EarId,
): Promise<VideoPass | null> {
  const grant = await grantOf(options, seat, asked);
  if (grant === null) return null;
  const { video } = options;
  const { opening, ear, sending } = grant;
  const [token] = await Promise.all([
    video.token(opening, { ear, sources: sending }),
    reconciler.ensureOpen(opening, ear),
  ]);
  return { opening, ear, token };
}

/** Everything a change of the case withdraws from somebody ends at once, not at the next look. */
function cutWithdrawn(gate: Gate, state: CaseState, plain: ReadonlySet<PersonId>): void {
  for (const person of Object.values(state.people)) {
    if (person.seat !== null) gate.cut(person.seat, grantsIn(state, person.id, plain));
    if (person.askingSeat !== null) gate.cut(person.askingSeat);
  }
}

/** Calls back when the people changed who are left out of a meeting that demands encryption. */
function followLeftOut(
  { book, presence }: MeetingVideoOptions,
  changed: (caseId: CaseId, state: CaseState) => void,
): void {
  const before = new Map<CaseId, string>();
  presence.onChange((which) => {
    for (const caseId of which === null ? book.knownCases() : [which]) {
      const state = book.known(caseId)?.state;
      if (state === undefined) continue;
      const { plain } = presence.of(caseId);
      const out = Object.values(state.meetings).flatMap((one) =>
        one.seats.filter((id) => isLeftOut(one, plain, id)),
      );
      if ((before.get(caseId) ?? "") === out.join()) continue;
      before.set(caseId, out.join());
      changed(caseId, state);
    }
  });
}

/**
 * A browser that lost its place to another keeps its media connection, whatever the gate does:
 * its ear is taken out; the new browser's own page joins again by itself.
 */
function evictReplaced(reconciler: Reconciler, { before, after }: CaseChange): void {
  for (const person of Object.values(after.people)) {
    const old = before?.people[person.id]?.seat ?? null;
    if (old === null || old === person.seat) continue;
    for (const { opening, ear } of grantsIn(after, person.id, new Set()))
      void reconciler.evict(opening, ear);
  }
}

/** Mutes what the person sends now; the second lock beside their own page's obedience. */
async function muteTold(video: Video, { before, after }: CaseChange): Promise<void> {
  for (const meeting of Object.values(after.meetings)) {
    const earlier = before?.meetings[meeting.id]?.attendance;
    for (const person of meeting.seats) {
      const notice = meeting.attendance[person]?.notice;
      const told = earlier?.[person]?.notices ?? 0;
      if (notice?.kind !== "muted" || notice.count <= told) continue;
      const grant = videoGrant(after, meeting, person);
      if (grant !== null) await video.mute(grant.opening, grant.ear);
    }
  }
}

/** Opens the room anew; the answer is its new opening, null when there was none to open. */
async function answerAlarm(
  { book, execute }: MeetingVideoOptions,
  { kind, opening }: VideoAlarm,
): Promise<OpeningId | null> {
  const place = whoseOpening(book, opening);
  if (place === null) return null;
  const because = kind === "unconfirmed" ? "unconfirmed" : "stranger";
  let next: OpeningId | null = null;
  const outcome = await execute({
    caseId: place.caseId,
    actor: "system",
    commandId: newId("command"),
    decide: ({ state }, context) => {
      const meeting = state.meetings[place.meeting];
      // Another alarm, or a removal, may have opened it anew already.
      if (meeting === undefined || !openingsOf(meeting).includes(opening)) return refuse("notNow");
      const decision =
        place.room === null
          ? decideReopenLine(meeting, opening, because, context)
          : decideReopen(meeting, place.room, because, context);
      if (!decision.ok) return decision;
      for (const event of decision.events) if ("opening" in event) next = event.opening;
      return decision;
    },
  });
  return outcome.ok ? next : null;
}

/**
 * What the views tell of the video server's lists. A stranger ends with the opening at once, too
 * soon to be read by anybody: the new opening goes on telling of it for a while.
 */
function createListing({ book, presence }: MeetingVideoOptions) {
  const told = new Map<OpeningId, NodeJS.Timeout>();
  const lists = new Map<OpeningId, EarList>();
  const show = (opening: OpeningId): void => {
    const { ears, strangers } = lists.get(opening) ?? { ears: [], strangers: 0 };
    const caseId = whoseOpening(book, opening)?.caseId ?? null;
    const wanted = wantedRooms(book, presence).get(opening);
    const known = ears.filter((ear) => wanted?.people.some((one) => one.ear === ear) === true);
    const all = Math.max(strangers, told.has(opening) ? 1 : 0);
    presence.setEars(caseId, opening, { known, strangers: all });
  };
  return {
    list(opening: OpeningId, list: EarList): void {
      if (list.ears.length === 0 && list.strangers === 0) lists.delete(opening);
      else lists.set(opening, list);
      show(opening);
    },
    tellOfStranger(opening: OpeningId): void {
      clearTimeout(told.get(opening));
      const end = setTimeout(() => {
        told.delete(opening);
        show(opening);
      }, STRANGER_TOLD);
      told.set(opening, end.unref());
      show(opening);
    },
    end(): void {
      for (const timer of told.values()) clearTimeout(timer);
      told.clear();
    },
  };
}
type EarList = { readonly ears: readonly EarId[]; readonly strangers: number };

export function createMeetingVideo(options: MeetingVideoOptions): MeetingVideo {
  const { book, bus, presence, video, livekitUrl, log } = options;
  const listing = createListing(options);
  const reconciler = createReconciler({
    video,
    log,
    wanted: () => Promise.resolve(wantedRooms(book, presence)),
    onReachable: (reachable) => {
      presence.setVideoServer(reachable ? "ok" : "away");
    },
    onEars: (opening, present, strangers) => {
      const ears = present.flatMap(({ ear, connected, hidden }) =>
        connected && !hidden && isId("ear", ear) ? [ear] : [],
      );
      listing.list(opening, { ears, strangers });
    },
    onAlarm: (alarm) => {
      answerAlarm(options, alarm).then(
        (next) => {
          if (next !== null && alarm.kind !== "unconfirmed") listing.tellOfStranger(next);
        },
        (error: unknown) => {
          log.error({ error, opening: alarm.opening }, "an alarm could not be answered");
        },
      );
    },
  });
  const gate = createGate({
    livekitUrl,
    log,
    allow: (seat, ear) => passFor(options, reconciler, seat, ear),
  });
  const keys = createMediaKeys({
    ...{ store: options.store, newSecret, log },
    right: async (seat, ear) => {
      const grant = await grantOf(options, seat, ear);
      return grant === null ? null : { ...grant, turn: grant.keyTurn };
    },
  });
  for (const caseId of book.knownCases()) {
    const opened = book.known(caseId);
    if (opened !== null) void keys.prune(caseId, openingsIn(opened.state));
  }
  const withdraw = (caseId: CaseId, state: CaseState): void => {
    reconciler.kick();
    cutWithdrawn(gate, state, presence.of(caseId).plain);
  };
  const end = followCases(bus, book, (change) => {
    if (String(openingsIn(change.before)) !== String(openingsIn(change.after))) {
      void keys.prune(change.caseId, openingsIn(change.after));
    }
    withdraw(change.caseId, change.after);
    for (const seat of retiredSeats(change)) gate.cut(seat);
    evictReplaced(reconciler, change);
    muteTold(video, change).catch((error: unknown) => {
      log.warn({ error }, "the video server could not mute");
    });
  });
  followLeftOut(options, withdraw);
  return {
    gate,
    keys,
    async stop() {
      end();
      listing.end();
      gate.close();
      await reconciler.stop();
    },
  };
}
