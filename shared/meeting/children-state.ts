/** The part of a meeting that is about children and young people. */
import type { PersonId, RoomId } from "../core/ids.ts";

export type Children = {
  /** People beside whom a child sits who has no link. */
  readonly beside: readonly PersonId[];
  /**
   * Rooms where papers, signing and messages are put away: from the moment a child is there until
   * the mediator said that the child has left.
   */
  readonly folded: readonly RoomId[];
  /** Which young person said yes to which parent. */
  readonly welcome: readonly { readonly young: PersonId; readonly parent: PersonId }[];
  /** Who chose the easy view. */
  readonly easy: readonly PersonId[];
};

export const NO_CHILDREN: Children = { beside: [], folded: [], welcome: [], easy: [] };
