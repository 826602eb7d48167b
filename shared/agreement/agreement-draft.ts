/**
 * From the draft people write together to the text they sign. `readDraft` gives the draft as
 * everybody sees it; `freezeDraft` turns it into the frozen tree or names what stands in the
 * way. Nothing visible is ever left out silently, and nothing but what is visible decides the
 * result (AGR-1, AGR-3).
 */
import { isPlainText } from "../core/text-limits.ts";
import { type Clause, clauseSchema, sectionRoot } from "../meeting/document-shapes.ts";
import { sortByOrder } from "../meeting/order-keys.ts";
import {
  canonicalText,
  type FrozenAction,
  type FrozenAgreement,
  type FrozenIssue,
  SECTION_KEYS,
  type SectionKey,
} from "./agreement-text.ts";
import { isCalendarDate, utf8Length } from "./text-measures.ts";

export type DraftAction = { readonly id: string } & Extract<Clause, { kind: "action" }>;
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

export type DraftProblemCode =
  | "agreementEmpty"
  | "issueNeedsText"
  | "actionNeedsText"
  | "actionNeedsOwner"
  | "actionNeedsDate"
  | "actionNeedsIssue"
  | "ownerUnknown"
  | "dateNotPossible"
  | "textCannotBePrinted"
  | "textTooLong"
  | "clauseBroken";

export type DraftProblem = {
  readonly code: DraftProblemCode;
  readonly clause?: string;
  readonly section?: SectionKey;
  /** The character that cannot be printed, as "U+202E". */
  readonly character?: string;
};

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
    else actions.push({ ...parsed.data, id });
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

/** One form for texts that look the same: NFC, line feeds only, no space at the ends. */
export function tidyText(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .trim();
}

/** Marks that take no place on paper but change what is signed, beyond those names refuse. */
const UNSEEN = /[\u00ad\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180e/;

function unprintable(text: string): string | null {
  for (const character of text) {
    if (isPlainText(character) && !UNSEEN.test(character)) continue;
    const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `U+${point}`;
  }
  return null;
}

type Report = (problem: DraftProblem) => void;

function printable(text: string, place: Omit<DraftProblem, "code">, report: Report): string {
  const tidy = tidyText(text);
  const character = unprintable(tidy);
  if (character !== null) report({ code: "textCannotBePrinted", ...place, character });
  return tidy;
}

function freezeAction(action: DraftAction, meta: DraftMeta, report: Report): FrozenAction {
  const { id: clause, agreed, owner, due, ehcSection } = action;
  const text = printable(action.text, { clause }, report);
  if (text === "") report({ code: "actionNeedsText", clause });
  const party = meta.parties.find((one) => one.person === owner);
  if (owner === "" && agreed) report({ code: "actionNeedsOwner", clause });
  if (owner !== "" && party === undefined) report({ code: "ownerUnknown", clause });
  if (due === "" && agreed) report({ code: "actionNeedsDate", clause });
  if (due !== "" && !isCalendarDate(due)) report({ code: "dateNotPossible", clause });
  const ownerName = tidyText(party?.name ?? "");
  return { id: clause, text, agreed, owner, ownerName, due, ehcSection };
}

function freezeIssue(issue: DraftIssue, meta: DraftMeta, report: Report): FrozenIssue {
  const title = printable(issue.text, { clause: issue.id }, report);
  if (title === "") report({ code: "issueNeedsText", clause: issue.id });
  const actions = issue.actions.map((action) => freezeAction(action, meta, report));
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
