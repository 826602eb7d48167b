/** What only the mediator sees: who waits, which private rooms are in use, who asks what. */
import type { MediatorView, RoomLine, WaitingLine } from "../contract/view.ts";
import { isMediator, sideOf } from "../core/people.ts";
import { mediatorChildren } from "./children-view.ts";
import { mediatorDesk } from "./desk-view.ts";
import { isPlaceLocked } from "./lock.ts";
import { attendanceOf, peopleIn, type Room, roomsOf } from "./meeting.ts";
import { hasBegun } from "./take-settings.ts";
import { personLine, personLines, type Viewing } from "./viewing.ts";

function waiting(viewing: Viewing): readonly WaitingLine[] {
  const { state, meeting, presence } = viewing;
  return meeting.seats.flatMap((id) => {
    const person = state.people[id];
    const { stage } = attendanceOf(meeting, id);
    if (person === undefined || (stage.stage !== "waiting" && stage.stage !== "called")) return [];
    return [
      {
        ...personLine(viewing, person),
        side: sideOf(person),
        arrival: stage.arrival,
        since: stage.since,
        called: stage.stage === "called",
        online: presence.online.has(id),
      },
    ];
  });
}

function entryAt({ meeting, me }: Viewing, room: Room): RoomLine["entry"] {
  for (const ask of meeting.asks) {
    if (ask.kind !== "entry" || ask.room !== room.id || ask.by !== me.id) continue;
    const { id, because, at, state } = ask;
    return { id, because, at, state };
  }
  return null;
}

function roomLine(viewing: Viewing, room: Room): readonly RoomLine[] {
  const { meeting } = viewing;
  const inside = peopleIn(meeting, room.id);
  const { id, kind, side } = room;
  if (kind === "joint" || (kind !== "chosen" && inside.length === 0)) return [];
  const members = personLines(viewing, kind === "chosen" ? room.members : []);
  const people = personLines(viewing, inside);
  const entry = entryAt(viewing, room);
  const { standingLeave } = room;
  const line = { id, kind, side, people, members, standingLeave, entry };
  if (kind === "quiet" || kind === "chosen") return [{ ...line, knock: "impossible" }];
  const knock = meeting.asks.find((ask) => ask.kind === "knock" && ask.room === room.id);
  return [{ ...line, knock: knock?.kind === "knock" ? knock.state : "none" }];
}

function apart(viewing: Viewing): MediatorView["apart"] {
  const { state, meeting } = viewing;
  return meeting.seats.flatMap((id, place) => {
    const others = state.people[id]?.noContact ?? [];
    const later = meeting.seats.slice(place).filter((other) => others.includes(other));
    return later.map((other) => personLines(viewing, [id, other]));
  });
}

function together(viewing: Viewing): MediatorView["together"] {
  const { meeting, names } = viewing;
  if (meeting.together === null) return null;
  const { id, part, people, answers, running } = meeting.together;
  const lines = personLines(viewing, people);
  return {
    id,
    part: names(part),
    people: lines.map((line) => ({ ...line, answer: answers[line.id] ?? "open" })),
    running,
  };
}

function encryption(viewing: Viewing): MediatorView["encryption"] {
  const { state, meeting, presence } = viewing;
  const cannot = meeting.seats.filter((id) => presence.plain.has(id));
  return {
    demanded: meeting.settings.encryptionDemanded,
    begun: hasBegun(state, meeting),
    cannot: personLines(viewing, cannot),
  };
}

export function mediatorView(viewing: Viewing): MediatorView {
  const { state, meeting, me, names } = viewing;
  const people = meeting.seats.flatMap((id) => state.people[id] ?? []);
  return {
    waiting: waiting(viewing),
    joint: meeting.joint,
    rooms: roomsOf(meeting).flatMap((room) => roomLine(viewing, room)),
    apart: apart(viewing),
    together: together(viewing),
    invitations: meeting.asks.flatMap((ask) => {
      if (ask.kind !== "invitation" || ask.by !== me.id) return [];
      const to = state.people[ask.to];
      const room = meeting.rooms[ask.room];
      if (to === undefined || room === undefined) return [];
      const { id: roomId, kind: roomKind } = room;
      const line = { id: ask.id, to: personLine(viewing, to), state: ask.state };
      return [{ ...line, room: roomId, roomKind }];
    }),
    seatRequests: people.flatMap((person) =>
      person.askingSeat === null
        ? []
        : [
            {
              seat: person.askingSeat,
              person: personLine(viewing, person),
              locked: isPlaceLocked(meeting, person),
            },
          ],
    ),
    questions: people.flatMap((person) => {
      const { question } = attendanceOf(meeting, person.id);
      if (question === null) return [];
      const answer = question.answer === null ? null : names(question.answer);
      const from = personLine(viewing, person);
      return [{ id: question.id, text: names(question.text), answer, from }];
    }),
    away: people.flatMap((person) => {
      const { stage } = attendanceOf(meeting, person.id).stage;
      const away = stage === "left" || stage === "out" || stage === "preparing";
      return away && !isMediator(person) ? [{ ...personLine(viewing, person), stage }] : [];
    }),
    encryption: encryption(viewing),
    desk: mediatorDesk(viewing),
    children: mediatorChildren(viewing),
  };
}
