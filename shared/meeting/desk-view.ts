/** What of the words between rooms each person sees: their own room's, and the mediator all. */
import type { DeskView, MediatorDesk, SaidView, SideAway } from "../contract/desk.ts";
import { isKeptApart } from "../case/no-contact.ts";
import { isMediator, sideOf } from "../core/people.ts";
import { carryView, mediatorCarry } from "./carry-view.ts";
import type { Said } from "./desk.ts";
import { talksWithOthers } from "./evolve-desk.ts";
import { isFoldedFor } from "./evolve-children.ts";
import { roomsApart } from "./help.ts";
import { peopleIn, type Room } from "./meeting.ts";
import { later } from "./room-time.ts";
import { mediatorIn, sidesAway } from "./sides-away.ts";
import { isHidden, personLine, personLines, shownName, type Viewing } from "./viewing.ts";

function said(one: Said | undefined): SaidView | null {
  return one === undefined ? null : { ...one, due: later(one.at, one.minutes) };
}

function helpView({ state, meeting, me }: Viewing, room: Room): DeskView["help"] {
  if (room.kind === "joint" || isMediator(me) || mediatorIn(state.people, meeting, room.id))
    return null;
  const place = meeting.desk.calls.findIndex((call) => call.room === room.id);
  return { asked: place >= 0, roomsBefore: Math.max(0, place) };
}

/** Who of those away named a time: each for themselves, so nobody learns who is together. */
function othersBack(viewing: Viewing, room: Room): DeskView["othersBack"] {
  const { state, meeting } = viewing;
  if (room.kind !== "joint") return [];
  return meeting.seats.flatMap((id) => {
    const person = state.people[id];
    const back = said(meeting.desk.back[id]);
    // That somebody is on a break tells that they have come (APART-2).
    if (person === undefined || back === null || isHidden(viewing, person)) return [];
    return [{ name: shownName(viewing, person), back }];
  });
}

function talkWithOthers({ state, meeting, me }: Viewing, room: Room): boolean {
  // Whether their side is away would hang on where the one is whom they must not meet.
  if (isKeptApart(state.people, me)) return false;
  const away = sidesAway(state.people, meeting).some((side) => side === sideOf(me));
  const apart = room.kind !== "joint" && room.kind !== "talk";
  return away && apart && talksWithOthers(state.people, meeting);
}

function messagesFor({ meeting, me, names }: Viewing): DeskView["messages"] {
  if (isFoldedFor(meeting, me.id)) return [];
  return meeting.desk.messages
    .filter(({ unread }) => unread.includes(me.id))
    .map(({ id, at, text }) => ({ id, at, text: names(text) }))
    .filter(({ text }) => text !== "");
}

/** Own words anywhere; what is for the joint room there; the mediator all (HELP-12). */
function released(viewing: Viewing, room: Room): DeskView["released"] {
  const { meeting, me, names, state } = viewing;
  const here = room.kind === "joint";
  if (isFoldedFor(meeting, me.id)) return [];
  return meeting.desk.released
    .filter(({ by, to }) => by === me.id || isMediator(me) || (to === "joint" && here))
    .flatMap(({ id, at, by, side, to, text }) => {
      const author = state.people[by];
      const words = names(text);
      if (author === undefined || words === "" || isHidden(viewing, author)) return [];
      const line = personLine(viewing, author);
      return [{ id, at, by: line, side, mine: by === me.id, to, text: words }];
    });
}

function lengthUntil({ meeting }: Viewing, room: Room): string | null {
  const length = meeting.desk.lengths[room.id];
  return length === undefined ? null : later(length.from, length.seconds / 60);
}

const NO_CARRY: DeskView["carry"] = { writeTo: null, points: [], told: [] };

export function deskView(viewing: Viewing, room: Room): DeskView {
  const { desk } = viewing.meeting;
  return {
    help: helpView(viewing, room),
    talkAlone: desk.alone.some(({ person }) => person === viewing.me.id),
    mediatorBack: said(desk.backIn[room.id]),
    messages: messagesFor(viewing),
    back: said(desk.back[viewing.me.id]),
    othersBack: othersBack(viewing, room),
    talkWithOthers: talkWithOthers(viewing, room),
    lengthUntil: lengthUntil(viewing, room),
    released: released(viewing, room),
    carry: isFoldedFor(viewing.meeting, viewing.me.id) ? NO_CARRY : carryView(viewing, room),
  };
}

function awayLines({ state, meeting }: Viewing): readonly SideAway[] {
  // In shuttle style sides are in rooms of their own all day: nobody is missed.
  if (meeting.style === "shuttle") return [];
  return sidesAway(state.people, meeting).flatMap((side) => {
    const since = meeting.desk.awaySince[side];
    if (since === undefined) return [];
    const dues = meeting.seats.flatMap((id) => {
      const person = state.people[id];
      const back = said(meeting.desk.back[id]);
      return person !== undefined && sideOf(person) === side && back !== null ? [back.due] : [];
    });
    return [{ side, since, due: dues.toSorted().at(-1) ?? null }];
  });
}

/** What the mediator wrote last. */
const SHOWN_SENT = 5;

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
    sent: (isFoldedFor(meeting, viewing.me.id) ? [] : desk.messages)
      .slice(-SHOWN_SENT)
      .map(({ id, at, text, to, unread }) => ({
        id,
        at,
        text: viewing.names(text),
        to: personLines(viewing, to),
        unread: personLines(viewing, unread),
      })),
    sidesAway: awayLines(viewing),
    carry: isFoldedFor(meeting, viewing.me.id) ? [] : mediatorCarry(viewing),
    jointSince: desk.joint === null || desk.joint.stopped !== null ? null : desk.joint.since,
    remindAfter: {
      away: meeting.settings.awayReminderMinutes,
      joint: meeting.settings.breakReminderMinutes,
    },
  };
}
