/** How events change a meeting. Nothing is decided here; an event that was stored is applied. */
import type { Stamp } from "../core/decider.ts";
import { type CarryEvent, isCarryEvent } from "./carry-events.ts";
import { evolveCarry } from "./carry-list.ts";
import { type ChildrenEvent, isChildrenEvent } from "./children-events.ts";
import { NO_CHILDREN } from "./children-state.ts";
import { EMPTY_DESK } from "./desk.ts";
import { evolveAsks, isFor } from "./evolve-asks.ts";
import { attend, evolveInRoom, evolvePreparing, notify, stage, wait } from "./evolve-attendance.ts";
import { type DeskEvent, isDeskEvent } from "./desk-events.ts";
import { evolveChildren } from "./evolve-children.ts";
import { evolveDesk } from "./evolve-desk.ts";
import { evolveModeration, settleAbsence, settleCards, settleTurn } from "./evolve-moderation.ts";
import type { PersonId } from "../core/ids.ts";
import { changeRoom, evolveRooms } from "./evolve-rooms.ts";
import { endLinesOf, evolveSideLines, settleSideLines } from "./evolve-side-lines.ts";
import { evolveTogether, plannedRooms } from "./evolve-together.ts";
import { attendanceOf, type Meeting, type Room, roomOf } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";
import { isModerationEvent, type ModerationEvent } from "./moderation-events.ts";
import { NOTHING_SET } from "./moderation-state.ts";
import { evolveSettings } from "./evolve-settings.ts";
import { BEFORE_SETTINGS } from "./settings.ts";
import { isSideLineEvent, type SideLineEvent } from "./side-line-events.ts";
import { NO_SIDE_LINES } from "./side-line-state.ts";

type Planned = Extract<MeetingEvent, { kind: "meetingPlanned" }>;
type Later = Exclude<MeetingEvent, Planned>;

/** `before` is the sitting it follows, whose settings go on. */
export function planMeeting(event: Planned, before: Meeting | undefined): Meeting {
  const joint: Room = {
    id: event.joint,
    kind: "joint",
    side: null,
    members: [],
    opening: null,
    departures: 0,
    guestNotes: null,
    standingLeave: false,
  };
  const sides = plannedRooms(event.sideRooms);
  return {
    id: event.meeting,
    startsAt: event.startsAt,
    follows: event.follows ?? null,
    style: event.style ?? "joint",
    status: "open",
    joint: event.joint,
    paused: false,
    rooms: Object.fromEntries([joint, ...sides].map((room) => [room.id, room])),
    seats: event.seats,
    attendance: {},
    asks: [],
    together: null,
    hands: 0,
    agenda: event.agenda,
    writers: "everyone",
    currentItem: null,
    desk: EMPTY_DESK,
    moderation: NOTHING_SET,
    settings: before?.settings ?? BEFORE_SETTINGS,
    children: NO_CHILDREN,
    sideLines: NO_SIDE_LINES,
  };
}

/**
 * Whoever goes, or whose browser lost its place to another, keeps no key to what follows. Guests'
 * notes end with the guest: the next guest starts with an empty document.
 */
function leaveRoom(before: Meeting, after: Meeting, person: PersonId): Meeting {
  const room = roomOf(before, person);
  if (room === null) return after;
  const now = after.rooms[room.id]?.guestNotes ?? null;
  const guestNotes = now?.guest === person ? null : now;
  return changeRoom(after, room.id, { departures: room.departures + 1, guestNotes });
}

/** Another browser has the person's place from now on: the one before has left the room. */
export function evolveNewBrowser(meeting: Meeting, person: PersonId): Meeting {
  const room = roomOf(meeting, person);
  if (room === null) return meeting;
  const left = changeRoom(meeting, room.id, { departures: room.departures + 1 });
  return endLinesOf(left, person);
}

function evolvePlaced(meeting: Meeting, event: Extract<Later, { kind: "placed" }>): Meeting {
  const generation = attendanceOf(meeting, event.person).generation + 1;
  const { room, ear, microphone, camera } = event;
  const place = { room, generation, ear, landing: { microphone, camera } };
  const placed = attend(meeting, event.person, {
    stage: { stage: "in", place },
    generation,
    hand: null,
    notice: null,
  });
  return leaveRoom(meeting, placed, event.person);
}

/** Nothing is asked of them or by them, no hand is up, nothing is told them. */
function cleared(meeting: Meeting, person: PersonId): Meeting {
  const asks = meeting.asks.filter((ask) => ask.by !== person && !isFor(ask, person));
  return { ...attend(meeting, person, { hand: null, notice: null }), asks };
}

/** To the waiting place, with nobody's name on it. */
function evolveAside(meeting: Meeting, person: PersonId, { at }: Stamp): Meeting {
  return leaveRoom(meeting, wait(cleared(meeting, person), person, at), person);
}

function evolveSteppedOut(
  meeting: Meeting,
  event: Extract<Later, { kind: "steppedOut" }>,
  { actor, at }: Stamp,
): Meeting {
  const { person } = event;
  if (event.because === "askedToWait" && actor !== "system") {
    const waiting = leaveRoom(meeting, wait(cleared(meeting, person), person, at), person);
    return notify(waiting, person, (count) => ({ kind: "askedToWait", by: actor, count }));
  }
  const out = event.because === "removed";
  const next = stage(cleared(meeting, person), person, { stage: out ? "out" : "left" });
  const told =
    out && actor !== "system"
      ? notify(next, person, (count) => ({ kind: "askedToWait", by: actor, count }))
      : next;
  return leaveRoom(meeting, told, person);
}

function endMeeting(meeting: Meeting): Meeting {
  let next: Meeting = { ...meeting, status: "ended", paused: false, asks: [] };
  for (const person of meeting.seats) {
    if (attendanceOf(next, person).stage.stage === "in")
      next = stage(next, person, { stage: "left" });
  }
  for (const room of Object.values(next.rooms)) {
    next = changeRoom(next, room.id, { opening: null, guestNotes: null });
  }
  return next;
}

export function evolveMeeting(meeting: Meeting, event: Later, stamp: Stamp): Meeting {
  const next = settleAbsence(evolveOne(meeting, event, stamp), event, stamp);
  return settleSideLines(settleTurn(settleCards(next), stamp));
}

function evolveOne(meeting: Meeting, event: Later, stamp: Stamp): Meeting {
  if (isDeskEvent(event)) return evolveDesk(meeting, event, stamp);
  if (isCarryEvent(event)) {
    const carry = evolveCarry(meeting.desk.carry, event, stamp);
    return { ...meeting, desk: { ...meeting.desk, carry } };
  }
  if (isModerationEvent(event)) return evolveModeration(meeting, event, stamp);
  if (isChildrenEvent(event)) {
    if (event.kind !== "waitsAside") return evolveChildren(meeting, event);
    return evolveAside(meeting, event.person, stamp);
  }
  if (isSideLineEvent(event)) return evolveSideLines(meeting, event);
  return evolveAttended(meeting, event, stamp);
}

type Attended = Exclude<
  Later,
  DeskEvent | CarryEvent | ModerationEvent | ChildrenEvent | SideLineEvent
>;

function evolveAttended(meeting: Meeting, event: Attended, stamp: Stamp): Meeting {
  switch (event.kind) {
    case "companyTold":
    case "rulesAccepted":
    case "questionAsked":
    case "questionAnswered":
    case "arrived":
      return evolvePreparing(meeting, event, stamp);
    case "personAdmitted":
      return stage(meeting, event.person, {
        stage: "called",
        arrival: event.arrival,
        since: stamp.at,
      });
    case "letBackIn":
      return wait(meeting, event.person, stamp.at);
    case "roomPrepared":
    case "roomWithdrawn":
    case "roomOpened":
    case "roomReopened":
    case "roomClosed":
    case "standingLeaveSet":
    case "guestNotesOpened":
      return evolveRooms(meeting, event);
    case "sideSplit":
    case "togetherAsked":
    case "togetherAnswered":
    case "togetherBegun":
    case "togetherEnded":
      return evolveTogether(meeting, event);
    case "styleSet":
    case "settingsTaken":
    case "encryptionDemanded":
      return evolveSettings(meeting, event, stamp);
    case "placed":
      return evolvePlaced(meeting, event);
    case "steppedOut":
      return evolveSteppedOut(meeting, event, stamp);
    case "handRaised":
    case "handLowered":
    case "personMuted":
    case "unmuteAsked":
    case "cameraOffAsked":
    case "noticeSeen":
      return evolveInRoom(meeting, event, stamp);
    case "knocked":
    case "invited":
    case "entryAnnounced":
    case "askAnswered":
    case "askDropped":
      return evolveAsks(meeting, event, stamp);
    case "jointRoomPaused":
      return changeRoom({ ...meeting, paused: true }, meeting.joint, { opening: null });
    case "jointRoomResumed":
      return { ...meeting, paused: false };
    case "writersSet":
      return { ...meeting, writers: event.writers };
    case "currentItemSet":
      return { ...meeting, currentItem: event.item };
    case "sittingMoved":
      return { ...meeting, startsAt: event.startsAt };
    case "meetingEnded":
      return endMeeting(meeting);
  }
}
