/**
 * What a person is shown of the words between the rooms and the mediator. A room learns how many
 * rooms are before it in the queue, and nothing else of them (HELP-2).
 */
import type { MessageId, RoomId } from "../core/ids.ts";
import type { Side } from "../core/people.ts";
import type { RoomKind } from "../meeting/meeting.ts";
import type { CarryView, MediatorCarry } from "./carry.ts";
import type { PersonLine } from "./view.ts";

/** What one can choose from when one says: in about so many minutes. */
export const MINUTE_CHOICES = [5, 10, 15, 20, 30] as const;

/** Characters of one message. */
export const MESSAGE_LIMIT = 300;

/** Characters of words that are shared out of a private room, and of a line of chat. */
export const RELEASE_LIMIT = 1000;
export const CHAT_LIMIT = 500;

/** "In about 10 minutes", said then; `due` is when that is. */
export type SaidView = { readonly minutes: number; readonly at: string; readonly due: string };

export type DeskView = {
  /** Null where the mediator is, and in the joint room. */
  readonly help: { readonly asked: boolean; readonly roomsBefore: number } | null;
  /** Whether the viewer asked to talk to the mediator alone. */
  readonly talkAlone: boolean;
  /** When the mediator said to be back here. */
  readonly mediatorBack: SaidView | null;
  /** What the mediator wrote to the viewer, until they put it away. */
  readonly messages: readonly {
    readonly id: MessageId;
    readonly at: string;
    readonly text: string;
  }[];
  /** When the viewer, on a break, said to be back. */
  readonly back: SaidView | null;
  /** In the joint room: who said when they are back. */
  readonly othersBack: readonly { readonly name: string; readonly back: SaidView }[];
  /** The mediator talks in private with people who stayed: told to a side that is away. */
  readonly talkWithOthers: boolean;
  /** Until when the people in this private room want to stay. */
  readonly lengthUntil: string | null;
  /** One's own shared words; in the joint room what was shared there; the mediator all. */
  readonly released: readonly ReleasedView[];
  /** What the mediator may take across from the viewer's people, and what was told to them. */
  readonly carry: CarryView;
};

/** Words that somebody in a private room chose to share. */
export type ReleasedView = {
  readonly id: MessageId;
  readonly at: string;
  readonly by: PersonLine;
  readonly side: Side;
  readonly mine: boolean;
  readonly to: "joint" | "mediator";
  readonly text: string;
};

export type ChatView = {
  /** False while nobody can write here: a pause, or somebody is missing. */
  readonly open: boolean;
  readonly lines: readonly {
    readonly id: MessageId;
    readonly at: string;
    readonly name: string;
    readonly mine: boolean;
    readonly text: string;
  }[];
};

/** A whole side is away from the joint room. */
export type SideAway = {
  readonly side: Side;
  readonly since: string;
  /** The latest time that one of them named. */
  readonly due: string | null;
};

export type SentMessage = {
  readonly id: MessageId;
  readonly at: string;
  readonly text: string;
  readonly to: readonly PersonLine[];
  readonly unread: readonly PersonLine[];
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
  /** What the mediator wrote, the newest last. */
  readonly sent: readonly SentMessage[];
  readonly sidesAway: readonly SideAway[];
  readonly carry: MediatorCarry;
  /** Since when people talk in the joint room, null while they do not. */
  readonly jointSince: string | null;
  /** After so many minutes the mediator is reminded. */
  readonly remindAfter: { readonly away: number; readonly joint: number };
};
