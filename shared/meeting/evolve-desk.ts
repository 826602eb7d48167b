/**
 * How events change what the mediator and the rooms told each other. What a move made
 * meaningless ends with the move: a call once the mediator has come, a promise once it is kept.
 */
import type { Stamp } from "../core/decider.ts";
import type { RoomId } from "../core/ids.ts";
import { isMediator } from "../core/people.ts";
import { type Desk, EMPTY_DESK, type Said } from "./desk.ts";
import { jointRuns, mediatorIn, type People, sidesAway } from "./sides-away.ts";
import { SHORT_STOP_MINUTES } from "./room-time.ts";
import type { DeskEvent } from "./desk-events.ts";
import { type Meeting, peopleIn, placeOf, roomOf, roomsOf } from "./meeting.ts";

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

/** The mediator's messages that are kept: more than anybody reads back. */
const MOST_MESSAGES = 50;

function nextMessages(
  before: Desk["messages"],
  event: Extract<DeskEvent, { kind: "messageSent" | "messageSeen" }>,
  at: string,
): Desk["messages"] {
  if (event.kind === "messageSent") {
    const { message: id, people: to, text } = event;
    return [...before, { id, at, text, to, unread: to }].slice(-MOST_MESSAGES);
  }
  return before.map((one) =>
    one.id === event.message
      ? { ...one, unread: one.unread.filter((person) => person !== event.person) }
      : one,
  );
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
    case "messageSent":
    case "messageSeen":
      return { ...desk, messages: nextMessages(desk.messages, event, at) };
    case "backAtSaid": {
      const rest = without(desk.back, (person) => person === event.person);
      if (event.minutes === null) return { ...desk, back: rest };
      return { ...desk, back: { ...rest, [event.person]: { minutes: event.minutes, at } } };
    }
    case "breakLengthSet": {
      const rest = without(desk.lengths, (room) => room === event.room);
      if (event.seconds === null) return { ...desk, lengths: rest };
      const length = { from: at, seconds: event.seconds };
      return { ...desk, lengths: { ...rest, [event.room]: length } };
    }
    case "textReleased": {
      const { message: id, person: by, side, to, text } = event;
      return { ...desk, released: [...desk.released, { id, at, by, side, to, text }] };
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

type Awaited = Pick<Desk, "awaySince" | "joint">;

/** Since when a side is away; since when people talk, a short stop not counted. */
function timesOf(people: People, meeting: Meeting, at: string): Awaited {
  const { awaySince, joint } = meeting.desk;
  const away = sidesAway(people, meeting).map((side) => [side, awaySince[side] ?? at] as const);
  const runs = jointRuns(people, meeting);
  const times = { awaySince: Object.fromEntries(away) };
  if (!runs) {
    return { ...times, joint: joint === null ? null : { ...joint, stopped: joint.stopped ?? at } };
  }
  const stop = joint?.stopped ?? null;
  const short = stop === null || Date.parse(at) - Date.parse(stop) < SHORT_STOP_MINUTES * 60_000;
  return { ...times, joint: { since: joint !== null && short ? joint.since : at, stopped: null } };
}

/** A talk that somebody went to from the joint room: those who are away are told of it. */
function talksOf(people: People, before: Meeting, after: Meeting): readonly RoomId[] {
  const begun = after.seats.flatMap((id) => {
    const [was, is] = [roomOf(before, id), roomOf(after, id)];
    const person = people[id];
    const guest = person !== undefined && !isMediator(person);
    return guest && is?.kind === "talk" && was?.kind === "joint" ? [is.id] : [];
  });
  const known = [...new Set([...after.desk.talks, ...begun])];
  // The guest comes first and the mediator with the same step: until then there are only guests.
  return known.filter((room) => peopleIn(after, room).length > 0);
}

/** A room opened anew while people stay is one sitting; an empty room has none. */
function sittingsOf(meeting: Meeting): Desk["sittings"] {
  const entries = roomsOf(meeting).flatMap(({ id, opening }) => {
    const sitting = meeting.desk.sittings[id] ?? opening;
    return sitting === null || peopleIn(meeting, id).length === 0 ? [] : [[id, sitting] as const];
  });
  return Object.fromEntries(entries);
}

/** After every event of a meeting: what it has made meaningless is gone. */
export function settleDesk(people: People, before: Meeting, after: Meeting, at: string): Meeting {
  if (after.status === "ended") return { ...after, desk: EMPTY_DESK };
  const { desk } = after;
  const waits = (room: RoomId): boolean => aroundRoom(people, after, room).waits;
  const settled: Desk = {
    ...desk,
    calls: desk.calls.filter(({ room }) => waits(room)),
    alone: desk.alone.filter(({ person }) => {
      const place = placeOf(after, person);
      return place !== null && !aroundRoom(people, after, place.room).alone;
    }),
    backIn: without(desk.backIn, (room) => !waits(room)),
    back: without(desk.back, (person) => (roomOf(after, person)?.kind ?? "joint") === "joint"),
    talks: talksOf(people, before, after),
    lengths: without(desk.lengths, (room) => peopleIn(after, room).length === 0),
    sittings: sittingsOf(after),
    ...timesOf(people, after, at),
  };
  return { ...after, desk: settled };
}

/** Whether the mediator talks in private with people who had stayed in the joint room. */
export function talksWithOthers(people: People, meeting: Meeting): boolean {
  return meeting.desk.talks.some((room) => mediatorIn(people, meeting, room));
}
