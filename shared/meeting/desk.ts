/**
 * What the mediator and the rooms ask of each other and tell each other while they are apart.
 * It moves nobody: who is where is told by the moves alone.
 */
import type { PersonId, RoomId } from "../core/ids.ts";

/** So many minutes from when it was said: words, never a clock that runs. */
export type Said = { readonly minutes: number; readonly at: string };

export type Desk = {
  /** Rooms whose people asked the mediator to come, in the order in which they asked. */
  readonly calls: readonly { readonly room: RoomId; readonly at: string }[];
  /** Who would like to talk to the mediator alone, in the order in which they asked. */
  readonly alone: readonly { readonly person: PersonId; readonly at: string }[];
  /** What the mediator said to a room they are not in: back in about so many minutes. */
  readonly backIn: Readonly<Record<RoomId, Said>>;
};

export const EMPTY_DESK: Desk = { calls: [], alone: [], backIn: {} };
