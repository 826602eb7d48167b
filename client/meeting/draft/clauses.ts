/** The parts of the agreement as the page is given them, while it is written. */
import type { DueWay, EhcSection, IssueStatus } from "#shared/agreement/agreement-text.ts";
import type { VagueWord } from "#shared/agreement/vague-words.ts";
import type { ActionKind, ActionStep } from "#shared/law/action-kinds.ts";
import type { SharedFieldHandle, Writing } from "./shared-parts.ts";

export type Clause = {
  readonly id: string;
  readonly text: string;
  readonly agreed: boolean;
  readonly owner: string;
  readonly due: string;
  readonly ehcSection: EhcSection | "";
  readonly actionKind: ActionKind | "";
  readonly dueBy: DueWay;
  readonly post: string;
  readonly planFrom: string;
  readonly planTo: string;
  readonly proof: string;
};

/** Texts of an action that people write together, beside its main words. */
export const ACTION_TEXTS = ["planFrom", "planTo", "proof"] as const;
export type ActionText = (typeof ACTION_TEXTS)[number];

export type Issue = {
  readonly id: string;
  readonly text: string;
  readonly status: IssueStatus;
  readonly actions: readonly Clause[];
};

export type ActionChange = {
  readonly agreed?: boolean;
  /** Id of a person, "" for nobody. */
  readonly owner?: string;
  readonly due?: string;
  readonly ehcSection?: EhcSection | "";
  readonly actionKind?: ActionKind | "";
  readonly dueBy?: DueWay;
  readonly post?: string;
};

/** What the parts of the agreement are given to be written in, beside any shared page. */
export type DraftWriting = Writing & {
  /** Null for an action written before there was this text. */
  readonly actionField: (id: string, part: ActionText) => SharedFieldHandle | null;
  /** The law's time for a kind of action, step by step. */
  readonly clockOf: (
    kind: ActionKind,
  ) => readonly { readonly step: ActionStep; readonly weeks: number }[];
  readonly vagueWordsIn: (text: string) => readonly VagueWord[];
};

/** What one can do to the agreement; each tells the shared document. */
export type Drafting = {
  readonly addIssue: () => string | null;
  readonly addAction: (issue: string) => string | null;
  readonly move: (id: string, by: number) => void;
  readonly remove: (id: string) => void;
  readonly setStatus: (issue: string, status: IssueStatus) => void;
  readonly setAction: (id: string, change: ActionChange) => void;
  readonly adopt: (action: string, issue: string) => void;
};
