/**
 * The draft as everybody sees it, from the plain values of the shared document. Pages read it,
 * too: nothing of the law's dates is needed for it.
 */
import { type Clause, clauseSchema, sectionRoot } from "../meeting/document-shapes.ts";
import { sortByOrder } from "../meeting/order-keys.ts";
import type { SectionKey } from "./agreement-text.ts";

type ActionClause = Extract<Clause, { kind: "action" }>;

/** An action with everything that can be written of it; what was left out is empty. */
export type DraftAction = { readonly id: string } & {
  readonly [K in keyof ActionClause]-?: NonNullable<ActionClause[K]>;
};

function draftAction(id: string, clause: ActionClause): DraftAction {
  const { actionKind = "", dueBy = "date", post = "", proof = "" } = clause;
  const { planFrom = "", planTo = "" } = clause;
  return { ...clause, id, actionKind, dueBy, post, planFrom, planTo, proof };
}

export type DraftIssue = { readonly id: string } & Extract<Clause, { kind: "issue" }> & {
    readonly actions: readonly DraftAction[];
  };

export type AgreementTree = {
  readonly issues: readonly DraftIssue[];
  /** Actions whose issue was taken away while they were written: shown, never dropped. */
  readonly orphans: readonly DraftAction[];
  /** Ids of clauses whose fields make no sense. */
  readonly broken: readonly string[];
  readonly sections: Readonly<Record<SectionKey, string>>;
};

/** The draft in reading order, from the plain values of the shared document's roots. */
export function readDraft(
  clauses: Readonly<Record<string, unknown>>,
  sectionText: (root: string) => string,
): AgreementTree {
  const issues: DraftIssue[] = [];
  const actions: DraftAction[] = [];
  const broken: string[] = [];
  for (const [id, value] of Object.entries(clauses)) {
    const parsed = clauseSchema.safeParse(value);
    if (!parsed.success) broken.push(id);
    else if (parsed.data.kind === "issue") issues.push({ ...parsed.data, id, actions: [] });
    else actions.push(draftAction(id, parsed.data));
  }
  const ordered = sortByOrder(actions);
  const known = new Set(issues.map((issue) => issue.id));
  return {
    issues: sortByOrder(issues).map((issue) => ({
      ...issue,
      actions: ordered.filter((action) => action.parent === issue.id),
    })),
    orphans: ordered.filter((action) => !known.has(action.parent)),
    broken: broken.toSorted(),
    sections: {
      background: sectionText(sectionRoot("background")),
      stillInDispute: sectionText(sectionRoot("stillInDispute")),
      next: sectionText(sectionRoot("next")),
    },
  };
}
