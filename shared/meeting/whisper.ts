/**
 * The quiet word in the joint room: a person and the one who is there for them hear everybody,
 * and are heard by each other only (LINE-1 to LINE-7). Nobody else has a part in it: no side but
 * their own, no mediator, no turn and no pause.
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type OpeningId, type PersonId } from "../core/ids.ts";
import type { Meeting } from "./meeting.ts";
import {
  hasLeave,
  inJointRoom,
  linesOf,
  runningWhisper,
  type Whisper,
  whisperPartners,
  whispersOf,
} from "./side-line-state.ts";

const meeting = idSchema("meeting");

export const whisperCommands = [
  z.strictObject({ kind: z.literal("askWhisper"), meeting, person: idSchema("person") }),
  z.strictObject({
    kind: z.literal("answerWhisper"),
    meeting,
    expect: idSchema("ask"),
    answer: z.enum(["yes", "notNow"]),
  }),
  /** Ends it, or takes back what one asked. */
  z.strictObject({ kind: z.literal("endWhisper"), meeting, expect: idSchema("ask") }),
  z.strictObject({
    kind: z.literal("setWhisperLeave"),
    meeting,
    person: idSchema("person"),
    given: z.boolean(),
  }),
] as const;
export type WhisperCommand = z.infer<(typeof whisperCommands)[number]>;
type Of<K extends WhisperCommand["kind"]> = Extract<WhisperCommand, { kind: K }>;

function begun(
  { meeting, context }: Asked,
  id: Whisper["id"],
  people: Whisper["people"],
  ready: readonly PersonId[],
): CaseEvent {
  return {
    kind: "whisperBegun",
    meeting: meeting.id,
    ask: id,
    people: [...people],
    opening: context.newId("opening"),
    ears: people.map((person) => ({ person, ear: context.newId("ear") })),
    ready: [...ready],
  };
}

function isPartner({ state, meeting, person }: Asked, other: PersonId): boolean {
  return whisperPartners(state.people, meeting, person).some(({ id }) => id === other);
}

function decideAsk(asked: Asked, other: PersonId): Decision<CaseEvent> {
  const { meeting, person, context } = asked;
  if (!isPartner(asked, other)) return refuse("badInput");
  const taken = [person.id, other].some((id) => runningWhisper(meeting, id) !== null);
  if (taken || !inJointRoom(meeting, other)) return refuse("notNow");
  // Both pressed: each has said yes to the other.
  const theirs = whispersOf(meeting, person.id).find(
    ({ people: [by, to], state }) => by === other && to === person.id && state === "asked",
  );
  if (theirs !== undefined) {
    return accept(begun(asked, theirs.id, theirs.people, theirs.people));
  }
  const mine = whispersOf(meeting, person.id).some(
    ({ people: [by, to], state }) => by === person.id && to === other && state === "asked",
  );
  if (mine) return accept();
  const id = context.newId("ask");
  if (hasLeave(meeting, other, person.id)) {
    return accept(begun(asked, id, [person.id, other], [person.id]));
  }
  const { id: meetingId } = meeting;
  return accept({ kind: "whisperAsked", meeting: meetingId, ask: id, people: [person.id, other] });
}

function decideAnswer(asked: Asked, { expect, answer }: Of<"answerWhisper">): Decision<CaseEvent> {
  const { meeting, person } = asked;
  const one = meeting.sideLines.whispers.find(({ id }) => id === expect);
  if (one?.state !== "asked") return refuse("outOfDate");
  const [by, to] = one.people;
  if (to !== person.id) return refuse("notYou");
  if (answer === "notNow") {
    return accept({ kind: "whisperPutOff", meeting: meeting.id, ask: one.id });
  }
  if (runningWhisper(meeting, by) !== null) return refuse("notNow");
  return accept(begun(asked, one.id, one.people, one.people));
}

function decideEnd({ meeting, person }: Asked, { expect }: Of<"endWhisper">): Decision<CaseEvent> {
  const one = whispersOf(meeting, person.id).find(({ id }) => id === expect);
  if (one === undefined) return refuse("outOfDate");
  // Who is asked answers; what was asked is the asker's to take back.
  if (one.state !== "running" && one.people[0] !== person.id) return refuse("notYou");
  return accept({ kind: "whisperEnded", meeting: meeting.id, ask: one.id });
}

function decideLeave(
  asked: Asked,
  { person: to, given }: Of<"setWhisperLeave">,
): Decision<CaseEvent> {
  const { meeting, person } = asked;
  if (!isPartner(asked, to)) return refuse("badInput");
  if (hasLeave(meeting, person.id, to) === given) return accept();
  return accept({ kind: "whisperLeaveSet", meeting: meeting.id, by: person.id, to, given });
}

const ABILITY = {
  askWhisper: "askWhisper",
  answerWhisper: "askWhisper",
  endWhisper: "askWhisper",
  setWhisperLeave: "setWhisperLeave",
} as const;

export function decideWhisper(
  state: CaseState,
  command: WhisperCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "askWhisper":
      return decideAsk(asked, command.person);
    case "answerWhisper":
      return decideAnswer(asked, command);
    case "endWhisper":
      return decideEnd(asked, command);
    case "setWhisperLeave":
      return decideLeave(asked, command);
  }
}

/** The server's own act: somebody's absence could not be confirmed, or a stranger was heard. */
export function decideReopenLine(
  meeting: Meeting,
  opening: OpeningId,
  because: "unconfirmed" | "stranger",
  context: Context,
): Decision<CaseEvent> {
  const line = linesOf(meeting).find((one) => one.opening === opening);
  if (line === undefined) return refuse("notNow");
  const people = meeting.seats.filter((id) => line.ears[id] !== undefined);
  return accept({
    kind: "sideLineReopened",
    meeting: meeting.id,
    ended: opening,
    opening: context.newId("opening"),
    ears: people.map((person) => ({ person, ear: context.newId("ear") })),
    because,
  });
}
