/** How events change what the mediator set up, and what other events do to a speaking turn. */
import type { Actor, Stamp } from "../core/decider.ts";
import type { PersonId } from "../core/ids.ts";
import { attend } from "./evolve-attendance.ts";
import { type Meeting, placeOf } from "./meeting.ts";
import type { MeetingEvent } from "./meeting-events.ts";
import type { ModerationEvent } from "./moderation-events.ts";
import type { Moderation, ShownCard, Turn } from "./moderation-state.ts";

function set(meeting: Meeting, change: Partial<Moderation>): Meeting {
  return { ...meeting, moderation: { ...meeting.moderation, ...change } };
}

function showCard(
  meeting: Meeting,
  { card, people }: Extract<ModerationEvent, { kind: "cardShown" }>,
  actor: Actor,
): Meeting {
  if (actor === "system") return meeting;
  const { cards, cardsShown } = meeting.moderation;
  const shown: ShownCard = { number: cardsShown + 1, card, by: actor };
  const fresh = Object.fromEntries(people.map((id) => [id, shown]));
  return set(meeting, { cards: { ...cards, ...fresh }, cardsShown: cardsShown + 1 });
}

function putCardAway(meeting: Meeting, person: PersonId): Meeting {
  const { [person]: mine, ...cards } = meeting.moderation.cards;
  return mine === undefined ? meeting : set(meeting, { cards });
}

export function evolveModeration(meeting: Meeting, event: ModerationEvent, stamp: Stamp): Meeting {
  const { at, actor } = stamp;
  const { turn, turns, lost, unseen } = meeting.moderation;
  switch (event.kind) {
    case "turnGiven": {
      const { side, speaker, people, leads, minutes } = event;
      const number = turns + 1;
      const next: Turn = { number, side, speaker, people, leads, minutes, since: at, spent: 0 };
      const given = set(meeting, { turn: next, turns: number });
      // Whoever speaks waits no longer.
      return speaker === null ? given : attend(given, speaker, { hand: null });
    }
    case "turnContinued":
      return turn === null ? meeting : set(meeting, { turn: { ...turn, since: at } });
    case "turnEnded":
      return set(meeting, { turn: null });
    case "mediatorUnseen":
      return set(meeting, { unseen: [...unseen, event.person] });
    case "mediatorLost":
      return set(meeting, {
        lost: [...lost, event.person],
        unseen: unseen.filter((one) => one !== event.person),
      });
    case "cardShown":
      return showCard(meeting, event, actor);
    case "cardPutAway":
      return putCardAway(meeting, event.person);
    case "lockSet":
      return set(meeting, { locked: event.locked });
    case "mediatorSeen":
    case "mediatorBack":
      return present(meeting, event.person);
  }
}

function present(meeting: Meeting, person: PersonId): Meeting {
  const { lost, unseen } = meeting.moderation;
  const others = (ids: readonly PersonId[]) => ids.filter((one) => one !== person);
  if (!lost.includes(person) && !unseen.includes(person)) return meeting;
  return set(meeting, { lost: others(lost), unseen: others(unseen) });
}

/** After any event: who leaves is not missed, and who comes to the table by a press is back. */
export function settleAbsence(meeting: Meeting, event: MeetingEvent, { actor }: Stamp): Meeting {
  if (event.kind === "meetingEnded") {
    return set(meeting, { lost: [], unseen: [], cards: {}, outcome: event.outcome ?? null });
  }
  if (event.kind === "steppedOut") return present(meeting, event.person);
  const came = event.kind === "placed" && event.person === actor && event.room === meeting.joint;
  return came ? present(meeting, event.person) : meeting;
}

/** After any event: whoever is in no room, a child who waits too, is shown nothing more. */
export function settleCards(meeting: Meeting): Meeting {
  const shown = meeting.seats.filter((id) => meeting.moderation.cards[id] !== undefined);
  return shown
    .filter((id) => placeOf(meeting, id) === null)
    .reduce((now, id) => putCardAway(now, id), meeting);
}

/**
 * After any event: a turn ends when everybody it depends on has left, and rests while none of
 * them is in the joint room or the room is paused (MOD-11). It never goes on by itself.
 */
export function settleTurn(meeting: Meeting, { at }: Stamp): Meeting {
  const { turn } = meeting.moderation;
  if (turn === null) return meeting;
  const places = turn.leads.flatMap((one) => placeOf(meeting, one) ?? []);
  if (meeting.status !== "open" || places.length === 0) return set(meeting, { turn: null });
  const here = places.some(({ room }) => room === meeting.joint) && !meeting.paused;
  if (here || turn.since === null) return meeting;
  const spent = turn.spent + Date.parse(at) - Date.parse(turn.since);
  return set(meeting, { turn: { ...turn, since: null, spent } });
}
