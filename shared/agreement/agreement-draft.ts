/**
 * From the draft as everybody sees it to the text they sign: `freezeDraft` turns it into the
 * frozen tree or names what stands in the way. Nothing visible is ever left out silently, and nothing but what is visible decides the
 * result (AGR-1, AGR-3).
 */
import {
  canonicalText,
  type FrozenAgreement,
  type FrozenIssue,
  SECTION_KEYS,
} from "./agreement-text.ts";
import { type DraftProblem, printable, type Report } from "./draft-text.ts";
import { freezeAction, hasUnclearTime } from "./freeze-action.ts";
import type { AgreementTree, DraftIssue } from "./read-draft.ts";
import { isCalendarDate, utf8Length } from "./text-measures.ts";

export type DraftMeta = Pick<
  FrozenAgreement,
  "case" | "agreement" | "version" | "process" | "label" | "child" | "agreementDate" | "parties"
>;

export type Freeze =
  | { readonly ok: true; readonly agreement: FrozenAgreement }
  | { readonly ok: false; readonly problems: readonly DraftProblem[] };

/** Most the canonical text may weigh, in bytes of UTF-8. */
export const AGREEMENT_BYTES = 200 * 1024;

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
