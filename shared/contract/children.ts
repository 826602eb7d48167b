/** The parts of a view that are about children and young people. */
import type { PersonId, RoomId } from "../core/ids.ts";
import type { InRoom, PersonLine, RoomView, Tile } from "./view.ts";

/** A child is in the viewer's room, or was: papers and messages are put away. */
export type ChildHere = {
  /** Child guests who are in the room now. */
  readonly guests: readonly string[];
  /** Beside whom a child sits who has no link. */
  readonly beside: readonly string[];
};

/** A room that is folded: for the mediator, who says when the child has left. */
export type FoldedRoom = ChildHere & { readonly room: RoomId; readonly here: boolean };

/** For the mediator: a parent who waits for the word of a young person. */
export type YesMissing = { readonly parent: PersonId; readonly young: readonly string[] };

export type MediatorChildren = {
  readonly folded: readonly FoldedRoom[];
  readonly yesMissing: readonly YesMissing[];
  /** Child guests whose adults have lost their line: nobody else who looks after them is here. */
  readonly unwatched: readonly string[];
};

/** For a young person alone: which parents may come. */
export type ParentAnswer = {
  readonly id: PersonId;
  /** As invited: it does not tell whether they have come. */
  readonly name: string;
  readonly welcome: boolean;
};

/** How the viewer wants to see the meeting. */
export type OwnView = { readonly easy: boolean; readonly parents: readonly ParentAnswer[] };

/** All that a child guest is shown: the hello stage, and the way there and back. */
export type ChildStage = { readonly stage: "child" } & (
  | { readonly step: "ready"; readonly agreed: boolean }
  | { readonly step: "waiting" }
  | { readonly step: "called"; readonly inside: readonly PersonLine[] }
  | {
      readonly step: "room";
      readonly room: RoomView;
      readonly tiles: readonly Tile[];
      readonly notice: InRoom["notice"];
      /** From the quiet place: the joint room, or the room of their own people. */
      readonly back: "joint" | RoomId | null;
    }
  | { readonly step: "bye" }
);
