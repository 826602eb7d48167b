/** Turns and what the mediator shows or asks, as one person in a room is shown it. */
import type { AbsenceView, SettingsView, TurnView, WordsView } from "../contract/moderation.ts";
import { isMediator } from "../core/people.ts";
import { isUnled, mediatorsInside } from "./absence.ts";
import { attendanceOf, roomOf } from "./meeting.ts";
import { turnHolds } from "./moderation-state.ts";
import { personLines, shownName, type Viewing } from "./viewing.ts";

/** The same for everybody inside, wherever they are. */
export function settingsView({ meeting }: Viewing): SettingsView {
  return { locked: meeting.moderation.locked, jointPaused: meeting.paused };
}

export function wordsView(viewing: Viewing): WordsView {
  const { state, meeting, me } = viewing;
  const shown = meeting.moderation.cards[me.id];
  const by = shown === undefined ? undefined : state.people[shown.by];
  return {
    rules: attendanceOf(meeting, me.id).rules ?? "",
    card:
      shown === undefined || by === undefined
        ? null
        : { number: shown.number, card: shown.card, by: shownName(viewing, by) },
  };
}

/** Told in every room, but to nobody on a break while somebody else leads on. */
export function absenceView(viewing: Viewing): AbsenceView | null {
  const { state, meeting, me } = viewing;
  const away = mediatorsInside(state, meeting).filter((one) => !one.attends);
  if (away.length === 0 || (!isMediator(me) && !isUnled(state, meeting))) return null;
  const mine = meeting.moderation.lost.includes(me.id);
  return {
    names: personLines(
      viewing,
      away.map(({ id }) => id),
    ).map(({ name }) => name),
    mine,
    canLead: isMediator(me) && !away.some(({ id }) => id === me.id),
  };
}

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
