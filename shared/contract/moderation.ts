/** The parts of a view that tell of turns and of what the mediator shows or asks. */
import type { SeatId } from "../core/ids.ts";
import type { Side } from "../core/people.ts";
import type { Card } from "../meeting/moderation-state.ts";
import type { PersonLine } from "./view.ts";

/** What the mediator set for the whole meeting: told in every room. */
export type SettingsView = {
  /** Nobody new comes in. */
  readonly locked: boolean;
  /** The joint room is paused, wherever the viewer is. */
  readonly jointPaused: boolean;
};

/** Words that everybody has at any time, and what the mediator shows of them. */
export type WordsView = {
  /** The version of the ground rules that the viewer said yes to. */
  readonly rules: string;
  /** Shown by the mediator, until the viewer puts it away. */
  readonly card: { readonly number: number; readonly card: Card; readonly by: string } | null;
};

/** Another browser that holds somebody's link. */
export type SeatRequest = {
  readonly seat: SeatId;
  readonly person: PersonLine;
  /** The lock: a yes has to wait. */
  readonly locked: boolean;
};

/** Mediators whose page is gone: shown to mediators, and to all while nobody leads. */
export type AbsenceView = {
  readonly names: readonly string[];
  /** The viewer is the one: their press goes on with the meeting. */
  readonly mine: boolean;
  /** The viewer can lead in their place. */
  readonly canLead: boolean;
};

export type TurnView = {
  /** To be sent back with what ends or continues it. */
  readonly number: number;
  /** Null for a person of no side. */
  readonly side: Side | null;
  /** Who speaks, as far as they are in the joint room or were named. */
  readonly people: readonly PersonLine[];
  /** The viewer may speak in it. */
  readonly mine: boolean;
  /** The viewer's microphone is held by it. */
  readonly holdsMe: boolean;
  /** About how long it was meant to be. */
  readonly minutes: number | null;
  /** Since when it runs now, null while it rests; and milliseconds it ran before. */
  readonly since: string | null;
  readonly spent: number;
};
