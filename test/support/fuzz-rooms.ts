/** Random commands about rooms: breaks, doors, prepared rooms, invitations, coming in. */
import type { PersonId } from "#shared/core/ids.ts";
import { roomsOpenTo } from "#shared/meeting/chosen-rooms.ts";
import { peopleIn, placeOf, roomsOf } from "#shared/meeting/meeting.ts";
import { SAFETY_REASONS } from "#shared/meeting/meeting-events.ts";
import type { CoreCase } from "./core-case.ts";
import { at, type Builders, type FuzzStep, known, target, typed } from "./fuzz-draw.ts";

function asksFor(one: CoreCase, actor: PersonId, step: FuzzStep) {
  const mine = one.meeting.asks.filter((ask) =>
    ask.kind === "invitation"
      ? ask.to === actor
      : placeOf(one.meeting, actor)?.room === ask.room && ask.by !== actor,
  );
  const open = mine.filter(({ state }) => state === "open");
  return (step.polite && open.length > 0 ? open : one.meeting.asks).map(({ id }) => id);
}

export function privateRooms(one: CoreCase, step: FuzzStep) {
  const used = roomsOf(one.meeting).filter(
    ({ id, kind }) => kind !== "joint" && peopleIn(one.meeting, id).length > 0,
  );
  return (step.polite && used.length > 0 ? used : roomsOf(one.meeting)).map(({ id }) => id);
}

function talkers(one: CoreCase, step: FuzzStep): readonly PersonId[] {
  const first = target(one, step);
  if (step.b % 3 === 0) return [first];
  const side = one.state.people[first]?.role;
  const others = one.meeting.seats.filter((id) => one.state.people[id]?.role === side);
  return step.polite && step.b % 3 === 1
    ? [...new Set([first, ...others])]
    : [first, target(one, { ...step, a: step.b })];
}

function openTo(one: CoreCase, actor: PersonId) {
  const person = one.state.people[actor];
  return person === undefined
    ? []
    : roomsOpenTo(one.state, one.meeting, person).map(({ id }) => id);
}

function chosenRooms(one: CoreCase) {
  return roomsOf(one.meeting).flatMap(({ id, kind }) => (kind === "chosen" ? [id] : []));
}

/** Some people of the meeting, at least one. */
function some(one: CoreCase, { a, b }: FuzzStep): PersonId[] {
  const { seats } = one.meeting;
  return [0, 1, 2].slice(0, 1 + (b % 3)).flatMap((place) => at(seats, a + place * (1 + b)) ?? []);
}

function pair(one: CoreCase, step: FuzzStep): [PersonId, PersonId] {
  return [target(one, step), target(one, { ...step, a: step.a + 1 + (step.b % 5) })];
}

/** Two who must not meet, if there are any. */
function flagged(one: CoreCase): [PersonId, PersonId] | null {
  for (const { id, noContact } of Object.values(one.state.people)) {
    const [other] = noContact;
    if (other !== undefined) return [id, other];
  }
  return null;
}

function expected(one: CoreCase, step: FuzzStep) {
  const { together } = one.meeting;
  return { expect: known("ask", step, together === null ? [] : [together.id]) };
}

type RoomKinds =
  | "startBreak"
  | "returnToJointRoom"
  | "knock"
  | "setStyle"
  | "callToTalk"
  | "answerAsk"
  | "prepareRoom"
  | "withdrawRoom"
  | "invite"
  | "goIn"
  | "setStandingLeave"
  | "enterForSafety"
  | "comeIn"
  | "setNoContact"
  | "askTogether"
  | "answerTogether"
  | "beginTogether"
  | "endTogether";

export const ROOM_BUILDERS: Pick<Builders, RoomKinds> = {
  startBreak: (_, __, { a }) => ({
    with: at(["myself", "people", "people", "quiet"] as const, a) ?? "people",
  }),
  returnToJointRoom: (_, __, { a, b }) => ({
    wishes: { microphone: a % 2 === 0, camera: b % 2 === 0 },
  }),
  knock: (one, _, step) => ({ room: known("room", step, privateRooms(one, step)) }),
  callToTalk: (one, _, step) => ({ people: [...talkers(one, step)] }),
  answerAsk: (one, actor, step) => ({
    expect: known("ask", step, asksFor(one, actor, step)),
    answer: at(["notNow", "yes", "minute", "yes"] as const, step.b) ?? "yes",
  }),
  prepareRoom: (one, _, step) => ({
    people: [...new Set([target(one, step), ...some(one, step)])].slice(0, 4),
    withMediator: step.b % 4 > 0,
  }),
  withdrawRoom: (one, _, step) => ({ room: known("room", step, chosenRooms(one)) }),
  invite: (one, actor, step) => ({
    room: step.b % 2 === 0 ? one.meeting.joint : known("room", step, chosenRooms(one)),
    people: some(one, step).filter((id) => !step.polite || id !== actor),
  }),
  setStyle: (_, __, { a }) => ({ style: a % 3 === 0 ? "shuttle" : "joint" }),
  setStandingLeave: (one, actor, step) => {
    const here = placeOf(one.meeting, actor)?.room;
    const room =
      step.polite && here !== undefined ? here : known("room", step, privateRooms(one, step));
    return { room, given: step.b % 3 > 0 };
  },
  enterForSafety: (one, _, step) => ({
    room: known("room", step, privateRooms(one, step)),
    reason: at(SAFETY_REASONS, step.b) ?? "other",
  }),
  comeIn: (one, _, step) => ({
    expect: known(
      "ask",
      step,
      one.meeting.asks.flatMap(({ id, kind }) => (kind === "entry" || !step.polite ? [id] : [])),
    ),
  }),
  goIn: (one, actor, step) => ({
    room: known("room", step, [
      ...openTo(one, actor),
      ...(step.polite ? [] : roomsOf(one.meeting).map(({ id }) => id)),
    ]),
  }),
  setNoContact: (one, _, step) => ({ people: pair(one, step), on: step.b % 3 > 0 }),
  askTogether: (one, actor, step) => ({
    people: flagged(one) ?? pair(one, step),
    part: typed(one, "part", actor),
  }),
  answerTogether: (one, _, step) => ({
    ...expected(one, step),
    answer: step.b % 4 === 0 ? "notNow" : "yes",
  }),
  beginTogether: (one, _, step) => expected(one, step),
  endTogether: (one, _, step) => expected(one, step),
};
