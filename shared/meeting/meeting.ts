/**
 * The state of one meeting: who is how far in, which rooms exist, who is where. It is folded
 * from events only; presence (who is online, who speaks) is never part of it.
 */
import type {
  AskId,
  DocumentId,
  EarId,
  MeetingId,
  OpeningId,
  PersonId,
  RoomId,
} from "../core/ids.ts";
import type { PartySide, TextRef } from "../core/people.ts";
import type { Children } from "./children-state.ts";
import type { Desk } from "./desk.ts";
import type { Moderation } from "./moderation-state.ts";
import type { MeetingSettings } from "./settings.ts";
import type { SideLines } from "./side-line-state.ts";

/**
 * `talk`: the mediator with people of one side; `own`: one person alone; `quiet`: the same
 * without sound and picture; `noSide`: who is of no side; `chosen`: for people the mediator chose.
 */
export const ROOM_KINDS = ["joint", "side", "own", "talk", "quiet", "noSide", "chosen"] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

export type Room = {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly side: PartySide | null;
  /** Who may be here without asking; empty for the joint room, where admission decides. */
  readonly members: readonly PersonId[];
  /** The present opening, null while nobody is in it or while the joint room is paused. */
  readonly opening: OpeningId | null;
  /** How often somebody, or their browser, left this opening: each time the media key changes. */
  readonly departures: number;
  /** Notes shared with a guest, made empty when the guest came in, ended when the guest goes. */
  readonly guestNotes: { readonly document: DocumentId; readonly guest: PersonId } | null;
  /** The mediator may come in without an answer: given by those here by right, and taken back. */
  readonly standingLeave: boolean;
};

/** How microphone and camera start after a move (ROOM-9). */
export type Landing = "off" | "on" | "asBefore";
export type Landings = { readonly microphone: Landing; readonly camera: Landing };

export type Place = {
  readonly room: RoomId;
  /** Counts this person's moves: a step of an older move is ignored. */
  readonly generation: number;
  readonly ear: EarId;
  readonly landing: Landings;
};

/** What the mediator did or asks, told in the room. */
export type RoomNotice = "muted" | "askedToUnmute" | "askedCameraOff";

export type Notice =
  | { readonly kind: RoomNotice; readonly by: PersonId; readonly count: number }
  | { readonly kind: "askedToWait"; readonly by: PersonId; readonly count: number };

export type Stage =
  | { readonly stage: "preparing" }
  | { readonly stage: "waiting"; readonly arrival: number; readonly since: string }
  | { readonly stage: "called"; readonly arrival: number; readonly since: string }
  | { readonly stage: "in"; readonly place: Place }
  | { readonly stage: "left" }
  | { readonly stage: "out" };

export type Attendance = {
  readonly stage: Stage;
  readonly arrivals: number;
  readonly generation: number;
  /** Who sits beside this person unseen; null until told, `text: null` for nobody. */
  readonly company: { readonly text: TextRef | null } | null;
  /** Version of the ground rules and privacy words that were accepted. */
  readonly rules: string | null;
  /** Order of raised hands; null when down. */
  readonly hand: number | null;
  readonly notice: Notice | null;
  readonly notices: number;
  readonly question: {
    readonly id: AskId;
    readonly text: TextRef;
    readonly answer: TextRef | null;
  } | null;
};

export type Ask =
  | {
      readonly kind: "knock";
      readonly id: AskId;
      readonly room: RoomId;
      readonly by: PersonId;
      readonly state: "open" | "notNow";
    }
  | {
      readonly kind: "invitation";
      readonly id: AskId;
      readonly room: RoomId;
      readonly by: PersonId;
      readonly to: PersonId;
      /** `minute`: they asked for a minute and can still come. */
      readonly state: "open" | "minute" | "notNow";
    }
  | {
      /** Somebody comes in without an answer, announced first. */
      readonly kind: "entry";
      readonly id: AskId;
      readonly room: RoomId;
      readonly by: PersonId;
      readonly because: "leave" | "safety";
      /** When it was announced. */
      readonly at: string;
      readonly state: "open" | "notNow";
    };

/** A part of the meeting for which people who must not meet may share the joint room. */
export type Together = {
  readonly id: AskId;
  readonly people: readonly [PersonId, PersonId];
  readonly part: TextRef;
  readonly answers: Readonly<Record<PersonId, "yes" | "notNow">>;
  readonly running: boolean;
};

/** `shuttle`: each side stays in its own room and the mediator moves. */
export type Style = "joint" | "shuttle";

export type Writers = "everyone" | "mediator";

export type Meeting = {
  readonly id: MeetingId;
  readonly startsAt: string;
  /** The sitting that was adjourned to this one; null for the first. */
  readonly follows: MeetingId | null;
  readonly style: Style;
  readonly status: "open" | "ended";
  readonly joint: RoomId;
  readonly paused: boolean;
  readonly rooms: Readonly<Record<RoomId, Room>>;
  /** Everybody asked to come, in fixed seat order. */
  readonly seats: readonly PersonId[];
  readonly attendance: Readonly<Record<PersonId, Attendance>>;
  readonly asks: readonly Ask[];
  readonly together: Together | null;
  readonly hands: number;
  readonly agenda: DocumentId;
  /** Who may write in the agenda and the agreement. */
  readonly writers: Writers;
  readonly currentItem: string | null;
  /** What the mediator and the rooms asked and told each other. */
  readonly desk: Desk;
  readonly moderation: Moderation;
  /** Of the service, as this meeting took them over. */
  readonly settings: MeetingSettings;
  readonly children: Children;
  /** Sound that goes beside the rooms: quiet words. */
  readonly sideLines: SideLines;
};

const NEWCOMER: Attendance = {
  stage: { stage: "preparing" },
  arrivals: 0,
  generation: 0,
  company: null,
  rules: null,
  hand: null,
  notice: null,
  notices: 0,
  question: null,
};

export function attendanceOf(meeting: Meeting, person: PersonId): Attendance {
  return meeting.attendance[person] ?? NEWCOMER;
}

/** Whether somebody was called in: until then the day of a sitting can be changed. */
export function isUnderWay(meeting: Meeting): boolean {
  return meeting.seats.some((id) => {
    const { stage } = attendanceOf(meeting, id).stage;
    return stage !== "preparing" && stage !== "waiting";
  });
}

export function placeOf(meeting: Meeting, person: PersonId): Place | null {
  const { stage } = attendanceOf(meeting, person);
  return stage.stage === "in" ? stage.place : null;
}

export function roomOf(meeting: Meeting, person: PersonId): Room | null {
  const place = placeOf(meeting, person);
  return place === null ? null : (meeting.rooms[place.room] ?? null);
}

/** Who is in the room, in fixed seat order. */
export function peopleIn(meeting: Meeting, room: RoomId): readonly PersonId[] {
  return meeting.seats.filter((person) => placeOf(meeting, person)?.room === room);
}

export function roomsOf(meeting: Meeting): readonly Room[] {
  return Object.values(meeting.rooms);
}

/** By right, or let in: whoever is in a private room without being a member is its guest. */
export function isGuest(room: Room, person: PersonId): boolean {
  return room.kind !== "joint" && !room.members.includes(person);
}
