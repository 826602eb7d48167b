/** Random commands on side lines, and what must hold of those lines, written from the rules. */
import type { CaseEvent } from "#shared/case/case-events.ts";
import type { CaseState } from "#shared/case/case.ts";
import type { PersonId } from "#shared/core/ids.ts";
import { isParty } from "#shared/core/people.ts";
import { type Meeting, placeOf } from "#shared/meeting/meeting.ts";
import { linesOf, whisperPartners } from "#shared/meeting/side-line-state.ts";
import { openRooms, videoGrants } from "#shared/meeting/video-grant.ts";
import type { CoreCase } from "./core-case.ts";
import { at, type Builders, type FuzzStep, known, target } from "./fuzz-draw.ts";

function partner(one: CoreCase, actor: PersonId, step: FuzzStep): PersonId {
  const person = one.state.people[actor];
  const all = person === undefined ? [] : whisperPartners(one.state.people, one.meeting, person);
  return (step.polite ? at(all, step.a)?.id : undefined) ?? target(one, step);
}

/** What this person is in, or asked; now and then anything. */
function whisper(one: CoreCase, actor: PersonId, step: FuzzStep, asked: boolean) {
  const { whispers } = one.meeting.sideLines;
  const mine = whispers.filter(({ people, state }) =>
    asked ? people[1] === actor && state === "asked" : people.includes(actor),
  );
  return known(
    "ask",
    step,
    (step.polite && mine.length > 0 ? mine : whispers).map(({ id }) => id),
  );
}

type SideLineKinds = "askWhisper" | "answerWhisper" | "endWhisper" | "setWhisperLeave";

export const SIDE_LINE_BUILDERS: Pick<Builders, SideLineKinds> = {
  askWhisper: (one, actor, step) => ({ person: partner(one, actor, step) }),
  answerWhisper: (one, actor, step) => ({
    expect: whisper(one, actor, step, true),
    answer: step.b % 4 === 0 ? "notNow" : "yes",
  }),
  endWhisper: (one, actor, step) => ({ expect: whisper(one, actor, step, false) }),
  setWhisperLeave: (one, actor, step) => ({
    person: partner(one, actor, step),
    given: step.b % 3 > 0,
  }),
};

/** Whether the person is in a quiet word: their microphone in the room is held. */
export function whispers(meeting: Meeting, id: PersonId): boolean {
  return meeting.sideLines.whispers.some(
    ({ people, state }) => state === "running" && people.includes(id),
  );
}

const FOR_TWO: readonly CaseEvent["kind"][] = ["whisperAsked", "whisperPutOff", "whisperLeaveSet"];

/** Whether everything in the step is between two people who ask each other for a quiet word. */
export function isForTwo(events: readonly CaseEvent[]): boolean {
  return events.length > 0 && events.every(({ kind }) => FOR_TWO.includes(kind));
}

/** The two of whom a step tells. */
export function twoTold(before: Meeting, events: readonly CaseEvent[]): readonly PersonId[] {
  return events.flatMap((event) => {
    if (event.kind === "whisperAsked") return event.people;
    if (event.kind === "whisperLeaveSet") return [event.by, event.to];
    if (event.kind !== "whisperPutOff") return [];
    return before.sideLines.whispers.find(({ id }) => id === event.ask)?.people ?? [];
  });
}

/** Ears that a person may know beside those of the room: of the lines they are on. */
export function knowsLineEar(meeting: Meeting, me: PersonId, ear: string): boolean {
  return linesOf(meeting).some(
    ({ ears }) => ears[me] !== undefined && Object.values(ears).some((one) => one === ear),
  );
}

export function knowsWhisper(meeting: Meeting, me: PersonId, ask: string): boolean {
  return meeting.sideLines.whispers.some(({ id, people }) => id === ask && people.includes(me));
}

function areForEachOther(state: CaseState, pair: readonly [PersonId, PersonId]): boolean {
  const [a, b] = [state.people[pair[0]], state.people[pair[1]]];
  if (a === undefined || b === undefined) return false;
  const helps = (helper: typeof a, whom: typeof a) =>
    ["advocate", "interpreter", "intermediary"].includes(helper.role) &&
    helper.supports === whom.id &&
    isParty(whom);
  return helps(a, b) || helps(b, a);
}

/** What must hold of quiet words after every step. */
export function sideLineRules(state: CaseState, meeting: Meeting): readonly string[] {
  const wrong: string[] = [];
  const running = meeting.sideLines.whispers.filter(({ state }) => state === "running");
  const rooms = openRooms(state, meeting);
  for (const { people, line } of meeting.sideLines.whispers) {
    if (!people.every((id) => placeOf(meeting, id)?.room === meeting.joint)) {
      wrong.push("a quiet word of somebody who is away");
    }
    if (!areForEachOther(state, people)) wrong.push("a quiet word of people who are not linked");
    if (line === null) continue;
    const grants = rooms.find(({ opening }) => opening === line.opening)?.grants ?? [];
    const ears = grants.map(({ ear }) => ear);
    if (String(ears.toSorted()) !== String(people.map((id) => line.ears[id]).toSorted())) {
      wrong.push("others on the line of a quiet word");
    }
  }
  const people = running.flatMap((one) => one.people);
  if (new Set(people).size < people.length) wrong.push("somebody in two quiet words");
  for (const id of meeting.seats) {
    const grants = videoGrants(state, meeting, id);
    if (new Set(grants.map(({ ear }) => ear)).size < grants.length) wrong.push("an ear twice");
  }
  return wrong;
}
