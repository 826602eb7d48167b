/** The parts of the agreement as the page is given them, while it is written. */
import type { EhcSection, IssueStatus } from "#shared/agreement/agreement-text.ts";

export type Clause = {
  readonly id: string;
  readonly text: string;
  readonly agreed: boolean;
  readonly owner: string;
  readonly due: string;
  readonly ehcSection: EhcSection | "";
};

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
