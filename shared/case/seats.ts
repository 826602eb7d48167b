/**
 * Links, seats and who may answer for a second browser. The first Continue binds a browser;
 * another one waits for a yes, and the old one is told (LINK-4).
 */
import * as z from "zod/mini";
import { accept, type Context, type Decision, refuse } from "../core/decider.ts";
import { idSchema, type LinkId, type PersonId, type SeatId } from "../core/ids.ts";
import { isMediator } from "../core/people.ts";
import { may } from "../core/permissions.ts";
import { isPlaceLocked } from "../meeting/lock.ts";
import { type CaseState, meetingOf, personOf } from "./case.ts";
import type { CaseEvent } from "./case-events.ts";

export const seatCommands = [
  z.strictObject({
    kind: z.literal("answerSeat"),
    expect: idSchema("seat"),
    answer: z.enum(["yes", "no"]),
  }),
] as const;
export type SeatCommand = z.infer<(typeof seatCommands)[number]>;

/** The mediator answers for everybody; whoever holds the seat answers for their own. */
export function decideSeatAnswer(
  state: CaseState,
  command: SeatCommand,
  { actor }: Context,
): Decision<CaseEvent> {
  const asking = Object.values(state.people).find((one) => one.askingSeat === command.expect);
  const person = actor === "system" ? null : personOf(state, actor);
  if (asking === undefined) return refuse("outOfDate");
  if (person === null) return refuse("notYou");
  const meeting = meetingOf(state, asking.id);
  const mediates =
    meeting !== null &&
    isMediator(person) &&
    meeting.seats.includes(person.id) &&
    may("answerSeatRequest", { state, meeting, person });
  if (!mediates && person.id !== asking.id) return refuse("notYou");
  if (command.answer === "yes" && isPlaceLocked(meeting, asking)) return refuse("locked");
  return accept({
    kind: "seatAnswered",
    person: asking.id,
    seat: command.expect,
    answer: command.answer,
  });
}

/**
 * A browser pressed Continue on a person's link. A new link for the mediator binds at once:
 * only the operator can issue it, and nobody else could say yes to it (LINK-5).
 */
export function decideSeat(
  state: CaseState,
  id: PersonId,
  seat: SeatId,
  freshLink: boolean,
): Decision<CaseEvent> {
  const person = personOf(state, id);
  if (person === null) return refuse("linkUnknown");
  // Who holds a replaced link of somebody inside is asked about, too, while nobody new comes in.
  const free = person.seat === null && !isPlaceLocked(meetingOf(state, id), person);
  if (free || (isMediator(person) && freshLink)) {
    return accept({ kind: "seatBound", person: id, seat });
  }
  return accept({ kind: "seatAsked", person: id, seat });
}

/** `replace` unbinds the browsers of the old link; a further demo link leaves them bound. */
export function decideLink(
  state: CaseState,
  id: PersonId,
  link: LinkId,
  replace: boolean,
): Decision<CaseEvent> {
  if (personOf(state, id) === null) return refuse("notFound");
  return accept({ kind: replace ? "linkReplaced" : "linkIssued", person: id, link });
}
