/**
 * Speaking turns: one side speaks and nobody breaks in. The turn is the mediator's to give and,
 * with the speakers, to end; a break is nobody's but one's own and makes it rest (MOD-9 to 13).
 */
import * as z from "zod/mini";
import type { CaseState } from "../case/case.ts";
import type { CaseEvent } from "../case/case-events.ts";
import { type Asked, ask } from "../core/asked.ts";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type PersonId, type RoomId } from "../core/ids.ts";
import { isMediator, isParty, PARTY_SIDES, type PartySide } from "../core/people.ts";
import { servedSide } from "./homes.ts";
import { attendanceOf, type Meeting, peopleIn, roomOf } from "./meeting.ts";

const meeting = idSchema("meeting");
const minutes = z.nullable(z.int().check(z.minimum(1), z.maximum(60)));

export const turnCommands = [
  z.strictObject({
    kind: z.literal("giveTurn"),
    meeting,
    to: z.union([
      z.strictObject({ side: z.enum(PARTY_SIDES) }),
      z.strictObject({ person: idSchema("person") }),
    ]),
    minutes,
  }),
  /** `expect`: whose hand was seen as the next one. */
  z.strictObject({ kind: z.literal("nextTurn"), meeting, expect: idSchema("person"), minutes }),
  z.strictObject({ kind: z.literal("continueTurn"), meeting, expect: z.int() }),
  z.strictObject({ kind: z.literal("endTurn"), meeting, expect: z.int() }),
] as const;
export type TurnCommand = z.infer<(typeof turnCommands)[number]>;
type Of<K extends TurnCommand["kind"]> = Extract<TurnCommand, { kind: K }>;

/** Raised hands of a room, in the order they went up. */
export function handsIn(meeting: Meeting, room: RoomId): readonly PersonId[] {
  const order = (id: PersonId): number => attendanceOf(meeting, id).hand ?? 0;
  return peopleIn(meeting, room)
    .filter((id) => order(id) > 0)
    .sort((a, b) => order(a) - order(b));
}

function peopleOf({ state, meeting }: Asked, side: PartySide): readonly PersonId[] {
  return meeting.seats.filter((id) => {
    const person = state.people[id];
    return person !== undefined && servedSide(state, person) === side;
  });
}

function give(
  asked: Asked,
  side: PartySide | null,
  speaker: PersonId | null,
  length: number | null,
): Decision<CaseEvent> {
  const { state, meeting } = asked;
  const people = side === null ? [] : peopleOf(asked, side);
  const parties = people.filter((id) => {
    const person = state.people[id];
    return person !== undefined && isParty(person);
  });
  const leads = speaker === null ? parties : [speaker];
  const here = leads.some((one) => roomOf(meeting, one)?.id === meeting.joint);
  if (!here || meeting.paused) return refuse("notNow");
  return accept<CaseEvent>({
    kind: "turnGiven",
    meeting: meeting.id,
    side,
    speaker,
    people: [...new Set([...people, ...leads])],
    leads: [...leads],
    minutes: length,
  });
}

function giveTo(asked: Asked, id: PersonId, length: number | null): Decision<CaseEvent> {
  const person = asked.state.people[id];
  if (person === undefined || isMediator(person)) return refuse("notNow");
  return give(asked, servedSide(asked.state, person), id, length);
}

function decideOpenTurn(
  { meeting }: Asked,
  command: Of<"continueTurn" | "endTurn">,
): Decision<CaseEvent> {
  const { turn } = meeting.moderation;
  if (turn?.number !== command.expect) return refuse("outOfDate");
  if (command.kind === "endTurn") return accept({ kind: "turnEnded", meeting: meeting.id });
  if (turn.since !== null) return accept();
  const here = turn.leads.some((one) => roomOf(meeting, one)?.id === meeting.joint);
  if (!here || meeting.paused) return refuse("notNow");
  return accept({ kind: "turnContinued", meeting: meeting.id });
}

const ABILITY = {
  giveTurn: "giveTurn",
  nextTurn: "giveTurn",
  continueTurn: "giveTurn",
  endTurn: "endTurn",
} as const;

export function decideTurns(
  state: CaseState,
  command: TurnCommand,
  context: Context,
): Decision<CaseEvent> {
  const found = ask(state, command.meeting, ABILITY[command.kind], context);
  if (!found.ok) return found;
  const { asked } = found;
  switch (command.kind) {
    case "giveTurn":
      return "side" in command.to
        ? give(asked, command.to.side, null, command.minutes)
        : giveTo(asked, command.to.person, command.minutes);
    case "nextTurn":
      if (handsIn(asked.meeting, asked.meeting.joint)[0] !== command.expect)
        return refuse("outOfDate");
      return giveTo(asked, command.expect, command.minutes);
    case "continueTurn":
    case "endTurn":
      return decideOpenTurn(asked, command);
  }
}
