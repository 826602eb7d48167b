/**
 * People who must not meet: the flag itself, and a named part of the meeting that each of them
 * and the mediator chose to spend in the joint room together (APART-3 to APART-6).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { areApart, groupsOf } from "../case/no-contact.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId } from "../core/ids.ts";
import { isMediator, PARTY_SIDES, partySideOf } from "../core/people.ts";
import { isPlainText, MESSAGE_LENGTH, typedText } from "../core/text-limits.ts";
import { homeOf, roomFor } from "./homes.ts";
import { type Meeting, peopleIn, placeOf, roomsOf, type Together } from "./meeting.ts";
import { dropKnocks, moveTo, startStory, stepOut, type Story, tell } from "./story.ts";

const meeting = idSchema("meeting");
const person = idSchema("person");
const pair = z.tuple([person, person]);

export const togetherCommands = [
  z.strictObject({ kind: z.literal("setNoContact"), meeting, people: pair, on: z.boolean() }),
  z.strictObject({
    kind: z.literal("askTogether"),
    meeting,
    people: pair,
    part: typedText(MESSAGE_LENGTH),
  }),
  z.strictObject({
    kind: z.literal("answerTogether"),
    meeting,
    expect: idSchema("ask"),
    answer: z.enum(["yes", "notNow"]),
  }),
  z.strictObject({ kind: z.literal("beginTogether"), meeting, expect: idSchema("ask") }),
  z.strictObject({ kind: z.literal("endTogether"), meeting, expect: idSchema("ask") }),
] as const;
export type TogetherCommand = z.infer<(typeof togetherCommands)[number]>;
type Of<K extends TogetherCommand["kind"]> = Extract<TogetherCommand, { kind: K }>;

/** Whether the running part is between these two, or those whom they support. */
function covers(state: CaseState, { together }: Meeting, one: PersonId, other: PersonId): boolean {
  if (together?.running !== true) return false;
  const [a, b] = together.people;
  const isFor = (id: PersonId, whom: PersonId) =>
    id === whom || state.people[id]?.supports === whom;
  return (isFor(one, a) && isFor(other, b)) || (isFor(one, b) && isFor(other, a));
}

/** Whether the person may come where these people are: in the joint room, or elsewhere. */
export function mayMeet(
  state: CaseState,
  meeting: Meeting,
  person: PersonId,
  others: readonly PersonId[],
  where: "joint" | "elsewhere",
): boolean {
  return others.every(
    (other) =>
      !areApart(state.people, person, other) ||
      (where === "joint" && covers(state, meeting, person, other)),
  );
}

/** Nobody is in a room with whom they must not meet. Asked again behind every decision. */
export function allApart(state: CaseState): boolean {
  return Object.values(state.meetings).every((meeting) =>
    roomsOf(meeting).every((room) => {
      const inside = peopleIn(meeting, room.id);
      const where = room.kind === "joint" ? "joint" : "elsewhere";
      return inside.every((id) => mayMeet(state, meeting, id, inside, where));
    }),
  );
}

/** Flagged people and those who support them, in the joint room now or about to be. */
function homeward(story: Story, state: CaseState, people: readonly PersonId[]): void {
  const { joint } = story.meeting;
  const movers = peopleIn(story.meeting, joint).filter((id) => {
    const one = state.people[id];
    return one !== undefined && people.some((whom) => id === whom || one.supports === whom);
  });
  for (const id of movers) bringHome(story, state, id);
}

function bringHome(story: Story, state: CaseState, id: PersonId): void {
  const one = state.people[id];
  if (one === undefined) return;
  const home = homeOf(story.meeting, one);
  const inside = home === undefined ? [] : peopleIn(story.meeting, home.id);
  const taken = inside.some((other) => areApart(state.people, id, other));
  const to = home === undefined || taken ? roomFor(story, "own", [id]) : home.id;
  if (to === undefined) stepOut(story, id, "askedToWait", null);
  else moveTo(story, { person: id, to, because: "keptApart", wishes: null, together: [] });
}

/** Rooms of their own for those of the pair's sides who share one with whom they must not meet. */
function splitSides(story: Story, after: CaseState): void {
  const { meeting, context } = story;
  const sideRooms = PARTY_SIDES.flatMap((side) => {
    const own = meeting.seats.filter((id) => {
      const one = after.people[id];
      return one !== undefined && partySideOf(one) === side;
    });
    return groupsOf(after.people, own).flatMap((members) => {
      const shared = roomsOf(meeting).some(
        (room) =>
          room.kind === "side" &&
          members.some((id) => room.members.includes(id)) &&
          room.members.some((id) => members.some((one) => areApart(after.people, one, id))),
      );
      if (!shared) return [];
      const [room, notebook] = [context.newId("room"), context.newId("document")];
      return [{ room, side, members, notebook, draft: context.newId("document") }];
    });
  });
  if (sideRooms.length > 0) tell(story, { kind: "sideSplit", meeting: meeting.id, sideRooms });
}

function bringApart(story: Story, after: CaseState, people: readonly [PersonId, PersonId]): void {
  for (const room of roomsOf(story.meeting)) {
    const both = people.every((id) => room.members.includes(id));
    if (room.kind !== "chosen" || !both || peopleIn(story.meeting, room.id).length > 0) continue;
    tell(story, { kind: "roomWithdrawn", meeting: story.meeting.id, room: room.id });
  }
  splitSides(story, after);
  for (const room of roomsOf(story.meeting)) {
    const inside = peopleIn(story.meeting, room.id);
    for (const id of inside) {
      if (inside.some((other) => areApart(after.people, id, other))) bringHome(story, after, id);
    }
  }
  // Whoever stays in a room that is theirs no longer cannot answer at its door.
  for (const room of roomsOf(story.meeting)) dropKnocks(story, room);
  // Where they were asked to come, the other may be.
  for (const one of story.meeting.asks) {
    if (one.kind !== "invitation" || !people.includes(one.to)) continue;
    tell(story, { kind: "askDropped", meeting: story.meeting.id, ask: one.id });
  }
}

function decideNoContact(
  { state, meeting, context }: Asked,
  { people, on }: Of<"setNoContact">,
): Decision<CaseEvent> {
  const [a, b] = people;
  const known = people.every((id) => {
    const one = state.people[id];
    return one !== undefined && meeting.seats.includes(id) && !isMediator(one);
  });
  const [whoA, whoB] = [state.people[a]?.supports ?? a, state.people[b]?.supports ?? b];
  // Who is here for the same person cannot be kept from the other without leaving that person.
  const linked = whoA === whoB;
  if (!known || a === b || linked) return refuse("badInput");
  if (state.people[a]?.noContact.includes(b) === on) return accept();
  const flag = { kind: "noContactSet", people, on } as const;
  if (!on) return accept<CaseEvent>(flag);
  const change = (id: PersonId, other: PersonId) => {
    const one = state.people[id];
    return one === undefined ? {} : { [id]: { ...one, noContact: [...one.noContact, other] } };
  };
  const after = { ...state, people: { ...state.people, ...change(a, b), ...change(b, a) } };
  const story = startStory(meeting, context);
  if (meeting.together !== null) {
    tell(story, { kind: "togetherEnded", meeting: meeting.id, ask: meeting.together.id });
  }
  bringApart(story, after, people);
  return accept<CaseEvent>(flag, ...story.events);
}

function decideAsk(
  { state, meeting, context }: Asked,
  { people, part }: Of<"askTogether">,
): Decision<CaseEvent> {
  const words = part.trim();
  if (words === "" || !isPlainText(words)) return refuse("badText");
  const [a, b] = people;
  if (state.people[a]?.noContact.includes(b) !== true) return refuse("badInput");
  if (!people.every((id) => placeOf(meeting, id) !== null)) return refuse("notNow");
  if (meeting.together?.running === true) return refuse("notNow");
  return accept({
    kind: "togetherAsked",
    meeting: meeting.id,
    ask: context.newId("ask"),
    people,
    part: context.keep(words),
  });
}

function decideAnswer(
  { meeting, person }: Asked,
  together: Together,
  answer: Of<"answerTogether">["answer"],
): Decision<CaseEvent> {
  if (!together.people.includes(person.id)) return refuse("notYou");
  if (together.running) return refuse("outOfDate");
  if (together.answers[person.id] === answer) return accept();
  const { id: ask } = together;
  const { id: meetingId } = meeting;
  return accept({
    kind: "togetherAnswered",
    meeting: meetingId,
    ask,
    person: person.id,
    answer,
  });
}

/** Ended by one of the two, or by the mediator; nobody is told by whom (APART-5). */
function decideEnd({ state, meeting, person, context }: Asked, together: Together) {
  if (!isMediator(person) && !together.people.includes(person.id)) return refuse("notYou");
  if (!isMediator(person) && !together.running) return refuse("outOfDate");
  const story = startStory(meeting, context);
  tell(story, { kind: "togetherEnded", meeting: meeting.id, ask: together.id });
  if (together.running) homeward(story, state, together.people);
  return accept<CaseEvent>(...story.events);
}

const ABILITY = {
  setNoContact: "keepApart",
  askTogether: "keepApart",
  answerTogether: "raiseHand",
  beginTogether: "keepApart",
  endTogether: "raiseHand",
} as const;

export function decideTogether(
  state: CaseState,
  command: TogetherCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  if (command.kind === "setNoContact") return decideNoContact(asked, command);
  if (command.kind === "askTogether") return decideAsk(asked, command);
  const { together } = asked.meeting;
  if (together?.id !== command.expect) return refuse("outOfDate");
  switch (command.kind) {
    case "answerTogether":
      return decideAnswer(asked, together, command.answer);
    case "beginTogether": {
      const agreed = together.people.every((id) => together.answers[id] === "yes");
      if (!agreed || together.running) return refuse("notNow");
      return accept({ kind: "togetherBegun", meeting: command.meeting, ask: together.id });
    }
    case "endTogether":
      return decideEnd(asked, together);
  }
}
