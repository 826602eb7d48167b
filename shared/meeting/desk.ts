/**
 * What the mediator and the rooms ask of each other and tell each other while they are apart.
 * It moves nobody: who is where is told by the moves alone.
 */
import type { MessageId, OpeningId, PersonId, RoomId } from "../core/ids.ts";
import type { PartySide, Side, TextRef } from "../core/people.ts";
import type { CarryPoint } from "./carry-list.ts";

/** So many minutes from when it was said: words, never a clock that runs. */
export type Said = { readonly minutes: number; readonly at: string };

export type Desk = {
  /** Rooms whose people asked the mediator to come, in the order in which they asked. */
  readonly calls: readonly { readonly room: RoomId; readonly at: string }[];
  /** Who would like to talk to the mediator alone, in the order in which they asked. */
  readonly alone: readonly { readonly person: PersonId; readonly at: string }[];
  /** What the mediator said to a room they are not in: back in about so many minutes. */
  readonly backIn: Readonly<Record<RoomId, Said>>;
  /** What the mediator wrote, to whom, and who has not put it away yet. */
  readonly messages: readonly {
    readonly id: MessageId;
    readonly at: string;
    readonly text: TextRef;
    readonly to: readonly PersonId[];
    readonly unread: readonly PersonId[];
  }[];
  /** When people on a break said that they will be back in the joint room. */
  readonly back: Readonly<Record<PersonId, Said>>;
  /** Since when a whole side is away from the joint room. */
  readonly awaySince: Readonly<Partial<Record<PartySide, string>>>;
  /** Private talks of the mediator with people who had stayed in the joint room. */
  readonly talks: readonly RoomId[];
  /** How long the people in a room want to stay: so many seconds from then. */
  readonly lengths: Readonly<Record<RoomId, { readonly from: string; readonly seconds: number }>>;
  /** Words that somebody in a private room shared with the joint room or the mediator. */
  readonly released: readonly {
    readonly id: MessageId;
    readonly at: string;
    readonly by: PersonId;
    readonly side: Side;
    readonly to: "joint" | "mediator";
    readonly text: TextRef;
  }[];
  /** What the mediator may take across, in the order in which it was written. */
  readonly carry: readonly CarryPoint[];
  /** From the first person in a room to the last, however often it is opened anew meanwhile. */
  readonly sittings: Readonly<Record<RoomId, OpeningId>>;
  /** Since when people talk in the joint room; `stopped` while they do not. */
  readonly joint: { readonly since: string; readonly stopped: string | null } | null;
};

export const EMPTY_DESK: Desk = {
  calls: [],
  alone: [],
  backIn: {},
  messages: [],
  back: {},
  awaySince: {},
  talks: [],
  lengths: {},
  released: [],
  carry: [],
  sittings: {},
  joint: null,
};
