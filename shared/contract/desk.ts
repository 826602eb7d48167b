/**
 * What a person is shown of the words between the rooms and the mediator. A room learns how many
 * rooms are before it in the queue, and nothing else of them (HELP-2).
 */
import type { RoomId } from "../core/ids.ts";
import type { Side } from "../core/people.ts";
import type { RoomKind } from "../meeting/meeting.ts";
import type { PersonLine } from "./view.ts";

/** What one can choose from when one says: in about so many minutes. */
export const MINUTE_CHOICES = [5, 10, 15, 20, 30] as const;

/** "In about 10 minutes", said then; `due` is when that is. */
export type SaidView = { readonly minutes: number; readonly at: string; readonly due: string };

export type DeskView = {
  /** Null where the mediator is, and in the joint room. */
  readonly help: { readonly asked: boolean; readonly roomsBefore: number } | null;
  /** Whether the viewer asked to talk to the mediator alone. */
  readonly talkAlone: boolean;
  /** When the mediator said to be back here. */
  readonly mediatorBack: SaidView | null;
};

/** A room with people in it whom the mediator is not with. */
export type RoomApart = {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly side: Side | null;
  readonly people: readonly PersonLine[];
  readonly back: SaidView | null;
};

export type MediatorDesk = {
  /** Rooms that asked the mediator to come, in order. */
  readonly calls: readonly { readonly room: RoomId; readonly since: string }[];
  readonly alone: readonly { readonly person: PersonLine; readonly since: string }[];
  readonly apart: readonly RoomApart[];
};
