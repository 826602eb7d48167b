/** How events change who is kept apart: rooms of their own, and a part spent together. */
import type { Meeting, Room } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";

type Event = Extract<
  MeetingEvent,
  {
    kind: "sideSplit" | "togetherAsked" | "togetherAnswered" | "togetherBegun" | "togetherEnded";
  }
>;
type SideRooms = Extract<MeetingEvent, { kind: "meetingPlanned" }>["sideRooms"];

/** Rooms of sides as they are made, with nobody in them. */
export function plannedRooms(sideRooms: SideRooms): readonly Room[] {
  return sideRooms.map(({ room, side, members }) => ({
    id: room,
    kind: "side",
    side,
    members,
    opening: null,
    departures: 0,
    guestNotes: null,
    standingLeave: false,
  }));
}

function split(meeting: Meeting, sideRooms: SideRooms): Meeting {
  const moved = new Set(sideRooms.flatMap(({ members }) => members));
  const before = Object.values(meeting.rooms).map((room) =>
    room.kind === "side" ? { ...room, members: room.members.filter((id) => !moved.has(id)) } : room,
  );
  const rooms = [...before, ...plannedRooms(sideRooms)];
  return { ...meeting, rooms: Object.fromEntries(rooms.map((room) => [room.id, room])) };
}

export function evolveTogether(meeting: Meeting, event: Event): Meeting {
  const { together } = meeting;
  switch (event.kind) {
    case "sideSplit":
      return split(meeting, event.sideRooms);
    case "togetherAsked": {
      const { ask: id, people, part } = event;
      return { ...meeting, together: { id, people, part, answers: {}, running: false } };
    }
    case "togetherAnswered": {
      if (together?.id !== event.ask) return meeting;
      const answers = { ...together.answers, [event.person]: event.answer };
      return { ...meeting, together: { ...together, answers } };
    }
    case "togetherBegun":
      if (together?.id !== event.ask) return meeting;
      return { ...meeting, together: { ...together, running: true } };
    case "togetherEnded":
      return together?.id === event.ask ? { ...meeting, together: null } : meeting;
  }
}
