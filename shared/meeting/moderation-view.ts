/** Turns and what the mediator shows or asks, as one person in a room is shown it. */
import type { TurnView } from "../contract/moderation.ts";
import { roomOf } from "./meeting.ts";
import { turnHolds } from "./moderation-state.ts";
import { personLines, type Viewing } from "./viewing.ts";

/** Nobody on a private break is told what goes on in the joint room. */
export function turnView(viewing: Viewing): TurnView | null {
  const { meeting, me } = viewing;
  const { turn } = meeting.moderation;
  if (turn === null || roomOf(meeting, me.id)?.kind !== "joint") return null;
  const { number, side, minutes, since, spent } = turn;
  const here = turn.people.filter((id) => roomOf(meeting, id)?.kind === "joint");
  const named = turn.speaker === null ? here : [turn.speaker];
  return {
    number,
    side,
    people: personLines(viewing, named.length > 0 ? named : turn.leads),
    mine: turn.people.includes(me.id),
    holdsMe: turnHolds(turn, me),
    minutes,
    since,
    spent,
  };
}
