/**
 * From the draft people write together to the text they sign. `readDraft` gives the draft as
 * everybody sees it; `freezeDraft` turns it into the frozen tree or names what stands in the
 * way. Nothing visible is ever left out silently, and nothing but what is visible decides the
 * result (AGR-1, AGR-3).
 */
import { type Clause, clauseSchema, sectionRoot } from "../meeting/document-shapes.ts";
import { sortByOrder } from "../meeting/order-keys.ts";
import {
  canonicalText,
  type FrozenAgreement,
  type FrozenIssue,
  SECTION_KEYS,
  type SectionKey,
} from "./agreement-text.ts";
import { type DraftProblem, printable, type Report } from "./draft-text.ts";
import { type DraftAction, draftAction, freezeAction, hasUnclearTime } from "./freeze-action.ts";
import { isCalendarDate, utf8Length } from "./text-measures.ts";

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

export type DraftMeta = Pick<
  FrozenAgreement,
  "case" | "agreement" | "version" | "process" | "label" | "child" | "agreementDate" | "parties"
>;

export type Freeze =
  | { readonly ok: true; readonly agreement: FrozenAgreement }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

/** Most the canonical text may weigh, in bytes of UTF-8. */
export const AGREEMENT_BYTES = 200 * 1024;

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

function freezeIssue(issue: DraftIssue, meta: DraftMeta, report: Report): FrozenIssue {
  const title = printable(issue.text, { clause: issue.id }, report);
  if (title === "") report({ code: "issueNeedsText", clause: issue.id });
  const unclear = hasUnclearTime(issue.actions);
  const actions = issue.actions.map((action) => freezeAction(action, { meta, unclear }, report));
  return { id: issue.id, title, status: issue.status, actions };
}

function freezeSections(tree: AgreementTree, report: Report): FrozenAgreement["sections"] {
  return SECTION_KEYS.map((key) => ({
    key,
    text: printable(tree.sections[key], { section: key }, report),
  })).filter((section) => section.text !== "");
}

function freezeMeta(meta: DraftMeta, report: Report): DraftMeta {
  const tidy = (text: string): string => printable(text, {}, report);
  if (!isCalendarDate(meta.agreementDate)) report({ code: "dateNotPossible" });
  return {
    case: meta.case,
    agreement: meta.agreement,
    version: meta.version,
    process: meta.process,
    label: tidy(meta.label),
    child: tidy(meta.child),
    agreementDate: meta.agreementDate,
    parties: meta.parties.map(({ person, name, role, capacity, signs }) => ({
      person,
      name: tidy(name),
      role,
      capacity: tidy(capacity),
      signs,
    })),
  };
}

/**
 * The text to sign, or every reason why it cannot be frozen yet. Pure: the same visible draft
 * and meta give the same canonical bytes, however the draft was typed.
 */
export function freezeDraft(tree: AgreementTree, meta: DraftMeta): Freeze {
  const problems: DraftProblem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  for (const clause of tree.broken) report({ code: "clauseBroken", clause });
  for (const { id } of tree.orphans) report({ code: "actionNeedsIssue", clause: id });
  const agreement: FrozenAgreement = {
    schema: 1,
    ...freezeMeta(meta, report),
    issues: tree.issues.map((issue) => freezeIssue(issue, meta, report)),
    sections: freezeSections(tree, report),
  };
  if (agreement.issues.length === 0 && agreement.sections.length === 0) {
    report({ code: "agreementEmpty" });
  }
  if (problems.length > 0) return { ok: false, problems };
  if (utf8Length(canonicalText(agreement)) > AGREEMENT_BYTES) {
    return { ok: false, problems: [{ code: "textTooLong" }] };
  }
  return { ok: true, agreement };
}
