/**
 * The carry list: what the mediator may take from one side to another. A side sees its own
 * points and what was told to it; of others' points nobody but the mediator sees anything.
 */
import type { MessageId } from "../core/ids.ts";
import type { PartySide } from "../core/people.ts";

/** Characters of one point. */
export const POINT_LIMIT = 500;

/** Whom a point may be told to: one named side, or all the others. */
export type CarryTo = PartySide | "all";

/** Whose a point is; names only when it is not of the whole side. */
export type PointOwner = { readonly side: PartySide; readonly names: readonly string[] };

export type PointView = {
  readonly id: MessageId;
  readonly at: string;
  readonly text: string;
  readonly to: CarryTo;
  /** `waiting`: for a yes; `may`: it may be said; `said`: it cannot be taken back any more. */
  readonly state: "waiting" | "may" | "said";
  /** Where it was told: to a side, or in the joint room. */
  readonly saidTo: readonly (PartySide | "joint")[];
  /** The viewer wrote it down. */
  readonly mine: boolean;
};

export type CarryView = {
  /** For whom a point can be written here now; null where none can. */
  readonly writeTo: readonly PartySide[] | null;
  /** The points of the viewer and their people. */
  readonly points: readonly PointView[];
  /** What the mediator told the viewer's people, or the joint room where they are. */
  readonly told: readonly {
    readonly id: MessageId;
    readonly at: string;
    readonly from: PointOwner;
    readonly text: string;
  }[];
};

/** One list by side, for the mediator. */
export type MediatorCarry = readonly {
  readonly from: PointOwner;
  readonly points: readonly (PointView & {
    /** It may be told to the people who are in this room now. */
    readonly tellHere: boolean;
  })[];
}[];
