/**
 * What one person is shown, whole: the second of the two Socket.IO messages. Everything here
 * has passed `meeting-view.ts`; a page shows nothing of the meeting that is not in it.
 */
import type { AskId, DocumentId, MeetingId, PersonId, RoomId, SeatId } from "../core/ids.ts";
import type { Role, Side } from "../core/people.ts";
import type { Ability } from "../core/permissions.ts";
import type { BreakWay } from "../meeting/breaks.ts";
import type { Landings, RoomKind, RoomNotice, Style, Writers } from "../meeting/meeting.ts";
import type { Outcome } from "../meeting/moderation-state.ts";
import type { AgreementView, GoesOnView } from "./agreement.ts";
import type { ChildHere, ChildStage, MediatorChildren, OwnView } from "./children.ts";
import type { ChatView, DeskView, MediatorDesk } from "./desk.ts";
import type { MediatorEncryption, RoomEncryption } from "./encryption.ts";
import type { AbsenceView, SeatRequest, SettingsView, TurnView, WordsView } from "./moderation.ts";
import type { WhisperView } from "./side-lines.ts";
import type { MediatorTogether, TogetherView } from "./together.ts";

export type PersonLine = {
  readonly id: PersonId;
  /** What the person is called. */
  readonly name: string;
  readonly role: Role;
  /** Whom an advocate, supporter, interpreter or intermediary is here for, by name. */
  readonly supports: string | null;
  /** Who sits beside them, in their own words; null when nobody. */
  readonly company: string | null;
};

export type Tile = PersonLine & {
  readonly side: Side;
  readonly me: boolean;
  /** Position in the queue of raised hands, from 1; null when down. */
  readonly hand: number | null;
  /** Identity on the video server, to find this person's sound and picture. */
  readonly ear: string;
  /** `here`: confirmed by the video server's own list; `connecting`: not there yet. */
  readonly video: "here" | "connecting" | "none";
  readonly online: boolean;
  /** Without sound and picture, as their browser cannot encrypt: reads and writes here. */
  readonly leftOut: boolean;
};

export type Question = {
  readonly id: AskId;
  readonly text: string;
  readonly answer: string | null;
};

export type AskView = {
  readonly id: AskId;
  /** `leave`, `safety`: somebody comes in without an answer, announced first. */
  readonly kind: "knock" | "invitation" | "leave" | "safety";
  readonly from: string;
  /** Who would be in the room with you: for a knock the one who comes in. */
  readonly people: readonly PersonLine[];
  readonly room: RoomKind;
  /** Whether "I need a minute" can be answered, was answered, or is no answer here. */
  readonly minute: "possible" | "taken" | "none";
};

export type DocumentView = { readonly id: DocumentId; readonly level: "read" | "write" };

export type WaitingLine = PersonLine & {
  readonly side: Side;
  /** To be sent back with `admit`: what the mediator saw. */
  readonly arrival: number;
  readonly since: string;
  readonly called: boolean;
  readonly online: boolean;
};

export type RoomLine = {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly side: Side | null;
  readonly people: readonly PersonLine[];
  /** Whom a prepared room is for; empty for others. */
  readonly members: readonly PersonLine[];
  /** `impossible`: nobody can knock at a quiet place, and a prepared room has its own people. */
  readonly knock: "none" | "open" | "notNow" | "impossible";
  /** Leave was given to come in without an answer. */
  readonly standingLeave: boolean;
  /** An announced entry of the viewer: in the room they know. */
  readonly entry: {
    readonly id: AskId;
    readonly because: "leave" | "safety";
    readonly at: string;
    readonly state: "open" | "notNow";
  } | null;
};

/** What only the mediator sees. */
export type MediatorView = {
  readonly waiting: readonly WaitingLine[];
  /** The joint room, to invite people there. */
  readonly joint: RoomId;
  /** Private rooms with somebody in them, and those prepared for chosen people. */
  readonly rooms: readonly RoomLine[];
  /** People who must not meet. */
  readonly apart: readonly (readonly PersonLine[])[];
  readonly together: MediatorTogether | null;
  readonly invitations: readonly {
    readonly id: AskId;
    readonly to: PersonLine;
    readonly room: RoomId;
    readonly roomKind: RoomKind;
    /** `minute`: they asked for a minute and can still come. */
    readonly state: "open" | "minute" | "notNow";
  }[];
  readonly seatRequests: readonly SeatRequest[];
  readonly questions: readonly (Question & { readonly from: PersonLine })[];
  /** Asked to leave or left: they can be let back to the waiting place. */
  readonly away: readonly (PersonLine & { readonly stage: "left" | "out" | "preparing" })[];
  readonly encryption: MediatorEncryption;
  readonly desk: MediatorDesk;
  readonly children: MediatorChildren;
};

export type RoomView = RoomEncryption & {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly side: Side | null;
  /** Counts this person's moves and the room's re-openings: a change means a new connection. */
  readonly generation: number;
  readonly landing: Landings;
  /** Whether the mediator may come in here without an answer; null where it is not ours to say. */
  readonly standingLeave: boolean | null;
  readonly paused: boolean;
  /** Why nobody's sound goes out in the joint room, null when it does. */
  readonly held: "sideAway" | "mediatorAway" | null;
  /** What this person may send; null when there is no connection to make. */
  readonly sending: readonly ("microphone" | "camera")[] | null;
  /** `none`: this installation has no video server; `away`: it cannot be reached now. */
  readonly videoServer: "ok" | "away" | "none";
  /** Ears on the video server's list that belong to nobody here: an alarm. */
  readonly strangers: number;
};

export type RoomToEnter = {
  readonly id: RoomId;
  readonly kind: RoomKind;
  /** Everybody it is for. */
  readonly members: readonly PersonLine[];
  readonly inside: readonly PersonLine[];
};

export type InRoom = {
  readonly stage: "room";
  readonly room: RoomView;
  readonly tiles: readonly Tile[];
  /** In the joint room: who is away from it, without saying where or with whom. */
  readonly away: readonly (PersonLine & { readonly where: "privateBreak" | "left" })[];
  readonly hands: readonly PersonLine[];
  /** Who has the turn in the joint room; null when nobody, and elsewhere. */
  readonly turn: TurnView | null;
  /** A mediator's line has dropped for longer than a moment. */
  readonly absence: AbsenceView | null;
  readonly settings: SettingsView;
  readonly words: WordsView;
  readonly asks: readonly AskView[];
  readonly notice: {
    readonly kind: RoomNotice;
    readonly by: string;
    readonly count: number;
  } | null;
  /** Whom "with my people" takes along at once, and whom it asks. */
  readonly breakWith: {
    readonly ways: readonly BreakWay[];
    readonly goAlong: readonly string[];
    readonly asked: readonly string[];
  } | null;
  /** Who is in the joint room now: the line before going back. Null when there already. */
  readonly goingBackTo: readonly PersonLine[] | null;
  /** Rooms one can go into by one's own press, and who is in them now. */
  readonly openToMe: readonly RoomToEnter[];
  readonly together: TogetherView | null;
  /** Who is together in rooms that mix sides: told to everybody in the meeting. */
  readonly mixedRooms: readonly (readonly PersonLine[])[];
  readonly documents: {
    readonly agenda: DocumentView | null;
    readonly agreement: DocumentView | null;
    readonly notebook: DocumentView | null;
    readonly privateDraft: DocumentView | null;
    readonly guestNotes: DocumentView | null;
  };
  /** Everybody of the meeting who may own an action or an agenda item. */
  readonly owners: readonly PersonLine[];
  readonly style: Style;
  readonly writers: Writers;
  readonly currentItem: string | null;
  readonly desk: DeskView;
  /** Quiet words in the joint room; null elsewhere. */
  readonly whisper: WhisperView | null;
  /** What was written in this room while the viewer was in it. */
  readonly chat: ChatView;
  readonly agreement: AgreementView;
  readonly child: ChildHere | null;
  readonly mediator: MediatorView | null;
};

export type StageView =
  | { readonly stage: "seatAsking" }
  | { readonly stage: "seatReplaced" }
  | { readonly stage: "elsewhere" }
  | {
      readonly stage: "preparing";
      readonly named: boolean;
      readonly companyTold: boolean;
      readonly rulesAccepted: boolean;
      readonly question: Question | null;
      readonly goesOn: GoesOnView;
    }
  | {
      readonly stage: "waiting";
      /** People of one's own side who wait too; never anybody of another side. */
      readonly people: readonly PersonLine[];
      readonly askedToWaitBy: string | null;
      readonly locked: boolean;
      readonly question: Question | null;
    }
  | {
      readonly stage: "called";
      /** In shuttle style one comes into the room of one's own people. */
      readonly style: Style;
      readonly locked: boolean;
      readonly inside: readonly PersonLine[];
      readonly by: string;
    }
  | InRoom
  | ChildStage
  | { readonly stage: "left" }
  | { readonly stage: "out"; readonly by: string }
  | {
      readonly stage: "ended";
      readonly agreement: AgreementView;
      /** How it ended, the same for everybody; null when the mediator did not say. */
      readonly outcome: Outcome | null;
    };

export type View = {
  /** Counts the views of this connection; an ack names the view that shows its effect. */
  readonly n: number;
  /** The server's time when this view was sent: pages reckon with it, never with their own. */
  readonly now: string;
  readonly service: { readonly name: string; readonly phone: string };
  readonly me: {
    readonly id: PersonId;
    /** As invited. */
    readonly fullName: string;
    /** What the person is called now. */
    readonly name: string;
    readonly role: Role;
    readonly side: Side;
    readonly supports: string | null;
  };
  readonly meeting: {
    readonly id: MeetingId;
    readonly startsAt: string;
    readonly process: "mediation" | "disagreement_resolution";
    readonly child: string;
    readonly mediator: string;
    /** Who is asked to come, by role and name; arrival is not told. */
    readonly invited: readonly PersonLine[];
    readonly video: boolean;
    /** Sound and picture go encrypted or not at all: what a browser must be able to. */
    readonly encryptionDemanded: boolean;
  };
  readonly own: OwnView;
  readonly abilities: readonly Ability[];
  /** Another browser asks to use this person's link. */
  readonly seatRequest: SeatId | null;
  readonly at: StageView;
};
