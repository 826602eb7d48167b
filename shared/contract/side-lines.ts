/** The parts of a view that tell of side lines: sound that goes beside the rooms. */
import type { AskId, PersonId } from "../core/ids.ts";

/** One line of the viewer's own, to be dialled beside their place. */
export type SideLineView = {
  /** The viewer's identity on it, and so the address of the line. */
  readonly ear: string;
  readonly sending: readonly "microphone"[];
  /** Whether the viewer's own press began it: their microphone starts on. */
  readonly startsOn: boolean;
  readonly encrypted: boolean;
  /** Ears on the video server's list that belong to nobody on it: an alarm. */
  readonly strangers: number;
};

export type WhisperPartner = {
  readonly id: PersonId;
  readonly name: string;
  /** They are in the joint room, and neither has a quiet word now. */
  readonly free: boolean;
  /** What the viewer asked them; null when nothing. */
  readonly asked: { readonly id: AskId; readonly state: "asked" | "notNow" } | null;
  /** The viewer lets them begin without being asked again. */
  readonly leaveGiven: boolean;
};

export type WhisperView = {
  /** Who here is getting support: for everybody, and nothing more of it. */
  readonly gettingSupport: readonly PersonId[];
  /** With whom the viewer can have a quiet word; empty for most. */
  readonly partners: readonly WhisperPartner[];
  /** Who asks the viewer for one. */
  readonly askedBy: readonly {
    readonly id: AskId;
    readonly from: PersonId;
    readonly name: string;
  }[];
  readonly running: {
    readonly id: AskId;
    readonly with: PersonId;
    readonly name: string;
    /** The other's ear on this line, and whether the video server's list has them. */
    readonly theirEar: string;
    readonly video: "here" | "connecting" | "none";
    readonly line: SideLineView;
  } | null;
};
