/** How events change side lines, and what moves and new browsers do to them. */
import type { EarId, OpeningId, PersonId } from "../core/ids.ts";
import type { Meeting } from "./meeting.ts";
import type { SideLineEvent } from "./side-line-events.ts";
import {
  inJointRoom,
  type Line,
  NO_SIDE_LINES,
  type SideLines,
  type Whisper,
} from "./side-line-state.ts";

type Ears = readonly { readonly person: PersonId; readonly ear: EarId }[];

function lineOf(opening: OpeningId, ears: Ears): Line {
  const entries = ears.map(({ person, ear }) => [person, ear] as const);
  return { opening, ears: Object.fromEntries(entries), departures: 0 };
}

function sharesPeople(one: Whisper, people: readonly PersonId[]): boolean {
  return one.people.some((id) => people.includes(id));
}

function next(lines: SideLines, event: SideLineEvent): SideLines {
  const { whispers, leave } = lines;
  switch (event.kind) {
    case "whisperAsked": {
      const { ask: id, people } = event;
      // A new press takes the place of what these two asked each other before.
      const others = whispers.filter((one) => !people.every((who) => one.people.includes(who)));
      const asked: Whisper = { id, people, state: "asked", line: null, ready: [] };
      return { ...lines, whispers: [...others, asked] };
    }
    case "whisperPutOff":
      return {
        ...lines,
        whispers: whispers.map((one) => (one.id === event.ask ? { ...one, state: "notNow" } : one)),
      };
    case "whisperBegun": {
      const { ask: id, people, opening, ears, ready } = event;
      const line = lineOf(opening, ears);
      const begun: Whisper = { id, people, state: "running", line, ready };
      // One quiet word at a time: what else was asked of the two is over.
      return {
        ...lines,
        whispers: [...whispers.filter((one) => !sharesPeople(one, people)), begun],
      };
    }
    case "whisperEnded":
      return { ...lines, whispers: whispers.filter(({ id }) => id !== event.ask) };
    case "whisperLeaveSet": {
      const { by, to, given } = event;
      const others = leave.filter((one) => one.by !== by || one.to !== to);
      return { ...lines, leave: given ? [...others, { by, to }] : others };
    }
    case "sideLineReopened": {
      const line = lineOf(event.opening, event.ears);
      const anew = (one: Whisper): Whisper =>
        one.line?.opening === event.ended ? { ...one, line } : one;
      return { ...lines, whispers: whispers.map(anew) };
    }
  }
}

export function evolveSideLines(meeting: Meeting, event: SideLineEvent): Meeting {
  return { ...meeting, sideLines: next(meeting.sideLines, event) };
}

/** After any event: a quiet word, and the asking for one, ends with a move of either. */
export function settleSideLines(meeting: Meeting): Meeting {
  if (meeting.status === "ended") return { ...meeting, sideLines: NO_SIDE_LINES };
  const { whispers } = meeting.sideLines;
  const here = ({ people }: Whisper) => people.every((id) => inJointRoom(meeting, id));
  if (whispers.every(here)) return meeting;
  return { ...meeting, sideLines: { ...meeting.sideLines, whispers: whispers.filter(here) } };
}

/** Another browser has the person's place: the one before keeps no line of theirs. */
export function endLinesOf(meeting: Meeting, person: PersonId): Meeting {
  const { whispers } = meeting.sideLines;
  const others = whispers.filter(({ people }) => !people.includes(person));
  return { ...meeting, sideLines: { ...meeting.sideLines, whispers: others } };
}
