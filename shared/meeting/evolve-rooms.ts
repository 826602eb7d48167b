/** How events change the rooms of a meeting: made, opened, opened anew, closed, taken back. */
import type { RoomId } from "../core/ids.ts";
import { isAtDoor } from "./evolve-asks.ts";
import { attend } from "./evolve-attendance.ts";
import { attendanceOf, type Meeting, type Room } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

type Rooms = Extract<
  MeetingEvent,
  {
    kind:
      | "roomPrepared"
      | "roomWithdrawn"
      | "roomOpened"
      | "roomReopened"
      | "roomClosed"
      | "standingLeaveSet"
      | "guestNotesOpened";
  }
>;

export function changeRoom(meeting: Meeting, id: RoomId, change: Partial<Room>): Meeting {
  const room = meeting.rooms[id];
  if (room === undefined) return meeting;
  return { ...meeting, rooms: { ...meeting.rooms, [id]: { ...room, ...change } } };
}

function evolveReopened(
  meeting: Meeting,
  event: Extract<Rooms, { kind: "roomReopened" }>,
): Meeting {
  let next = changeRoom(meeting, event.room, { opening: event.opening, departures: 0 });
  for (const { person, ear } of event.ears) {
    const { stage: now, generation } = attendanceOf(next, person);
    if (now.stage !== "in" || now.place.room !== event.room) continue;
    const landing = { microphone: "asBefore", camera: "asBefore" } as const;
    const place = { ...now.place, ear, landing, generation: generation + 1 };
    next = attend(next, person, { stage: { stage: "in", place }, generation: generation + 1 });
  }
  return next;
}

export function evolveRooms(meeting: Meeting, event: Rooms): Meeting {
  switch (event.kind) {
    case "roomPrepared": {
      const { room: id, roomKind: kind, side, members } = event;
      const empty = { opening: null, departures: 0, guestNotes: null, standingLeave: false };
      const room: Room = { id, kind, side, members, ...empty };
      return { ...meeting, rooms: { ...meeting.rooms, [id]: room } };
    }
    case "roomWithdrawn": {
      const { [event.room]: _, ...rooms } = meeting.rooms;
      return { ...meeting, rooms, asks: meeting.asks.filter((ask) => ask.room !== event.room) };
    }
    case "roomOpened":
      return changeRoom(meeting, event.room, { opening: event.opening, departures: 0 });
    case "roomReopened":
      return evolveReopened(meeting, event);
    case "roomClosed":
      return {
        ...changeRoom(meeting, event.room, { opening: null, guestNotes: null }),
        asks: meeting.asks.filter((ask) => !isAtDoor(ask, event.room)),
      };
    case "standingLeaveSet":
      return changeRoom(meeting, event.room, { standingLeave: event.given });
    case "guestNotesOpened":
      return changeRoom(meeting, event.room, {
        guestNotes: { document: event.document, guest: event.guest },
      });
  }
}
