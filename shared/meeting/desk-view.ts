/** What of the words between rooms each person sees: their own room's, and the mediator all. */
import type { DeskView, MediatorDesk, SaidView } from "../contract/desk.ts";
import { isMediator } from "../core/people.ts";
import type { Said } from "./desk.ts";
import { mediatorIn, roomsApart } from "./help.ts";
import { peopleIn, type Room } from "./meeting.ts";
import { later } from "./room-time.ts";
import { personLines, type Viewing } from "./viewing.ts";

function said(one: Said | undefined): SaidView | null {
  return one === undefined ? null : { ...one, due: later(one.at, one.minutes) };
}

function helpView({ state, meeting, me }: Viewing, room: Room): DeskView["help"] {
  if (room.kind === "joint" || isMediator(me) || mediatorIn(state, meeting, room.id)) return null;
  const place = meeting.desk.calls.findIndex((call) => call.room === room.id);
  return { asked: place >= 0, roomsBefore: Math.max(0, place) };
}

export function deskView(viewing: Viewing, room: Room): DeskView {
  const { desk } = viewing.meeting;
  return {
    help: helpView(viewing, room),
    talkAlone: desk.alone.some(({ person }) => person === viewing.me.id),
    mediatorBack: said(desk.backIn[room.id]),
  };
}

export function mediatorDesk(viewing: Viewing): MediatorDesk {
  const { state, meeting } = viewing;
  const { desk } = meeting;
  return {
    calls: desk.calls.map(({ room, at }) => ({ room, since: at })),
    alone: desk.alone.flatMap(({ person, at }) =>
      personLines(viewing, [person]).map((line) => ({ person: line, since: at })),
    ),
    apart: roomsApart(state, meeting).flatMap((id) => {
      const room = meeting.rooms[id];
      if (room === undefined) return [];
      const people = personLines(viewing, peopleIn(meeting, id));
      return [{ id, kind: room.kind, side: room.side, people, back: said(desk.backIn[id]) }];
    }),
  };
}
