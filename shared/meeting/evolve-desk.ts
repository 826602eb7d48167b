/**
 * How events change what the mediator and the rooms told each other. What a move made
 * meaningless ends with the move: a call once the mediator has come, a promise once it is kept.
 */
import type { Stamp } from "../core/decider.ts";
import type { PersonId, RoomId } from "../core/ids.ts";
import { isMediator, type Person } from "../core/people.ts";
import { type Desk, EMPTY_DESK, type Said } from "./desk.ts";
import type { DeskEvent } from "./desk-events.ts";
import { type Meeting, peopleIn, placeOf } from "./meeting.ts";

type People = Readonly<Record<PersonId, Person>>;

function without<K extends string, T>(
  record: Readonly<Record<K, T>>,
  gone: (key: K) => boolean,
): Readonly<Record<K, T>> {
  const entries = Object.entries(record) as [K, T][];
  return Object.fromEntries(entries.filter(([key]) => !gone(key))) as Record<K, T>;
}

function saidTo(
  before: Desk["backIn"],
  rooms: readonly RoomId[],
  said: Said | null,
): Desk["backIn"] {
  const rest = without(before, (room) => rooms.includes(room));
  if (said === null) return rest;
  return { ...rest, ...Object.fromEntries(rooms.map((room) => [room, said])) };
}

function next(desk: Desk, event: DeskEvent, at: string): Desk {
  switch (event.kind) {
    case "helpAsked":
      return { ...desk, calls: [...desk.calls, { room: event.room, at }] };
    case "helpWithdrawn":
      return { ...desk, calls: desk.calls.filter((call) => call.room !== event.room) };
    case "talkAloneAsked":
      return { ...desk, alone: [...desk.alone, { person: event.person, at }] };
    case "talkAloneWithdrawn":
      return { ...desk, alone: desk.alone.filter((one) => one.person !== event.person) };
    case "backInSaid": {
      const said = event.minutes === null ? null : { minutes: event.minutes, at };
      return { ...desk, backIn: saidTo(desk.backIn, event.rooms, said) };
    }
  }
}

export function evolveDesk(meeting: Meeting, event: DeskEvent, { at }: Stamp): Meeting {
  return { ...meeting, desk: next(meeting.desk, event, at) };
}

type Around = { readonly waits: boolean; readonly alone: boolean };

/** Whether people are there without the mediator; whether it is one person with the mediator. */
function aroundRoom(people: People, meeting: Meeting, room: RoomId): Around {
  const inside = peopleIn(meeting, room).flatMap((id) => people[id] ?? []);
  const mediators = inside.filter(isMediator).length;
  return {
    waits: mediators === 0 && inside.length > 0,
    alone: mediators > 0 && inside.length - mediators === 1,
  };
}

/** After every event of a meeting: what it has made meaningless is gone. */
export function settleDesk(people: People, meeting: Meeting): Meeting {
  if (meeting.status === "ended") return { ...meeting, desk: EMPTY_DESK };
  const { desk } = meeting;
  const waits = (room: RoomId): boolean => aroundRoom(people, meeting, room).waits;
  const settled: Desk = {
    calls: desk.calls.filter(({ room }) => waits(room)),
    alone: desk.alone.filter(({ person }) => {
      const place = placeOf(meeting, person);
      return place !== null && !aroundRoom(people, meeting, place.room).alone;
    }),
    backIn: without(desk.backIn, (room) => !waits(room)),
  };
  return { ...meeting, desk: settled };
}
