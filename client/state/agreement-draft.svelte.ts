/**
 * The agreement while it is written: issues with their actions, and the free sections, with what
 * one can do to them. It holds nothing itself: the shared document does. What may be frozen is
 * decided by the core (`freezeDraft`), never here.
 */
import {
  type AgreementTree,
  type DraftAction,
  type DraftIssue,
  readDraft,
} from "#shared/agreement/read-draft.ts";
import type {
  DueWay,
  EhcSection,
  IssueStatus,
  SectionKey,
} from "#shared/agreement/agreement-text.ts";
import type { PersonId } from "#shared/core/ids.ts";
import type { ActionKind } from "#shared/law/action-kinds.ts";
import { sectionRoot } from "#shared/meeting/document-shapes.ts";
import { type Ordered, placeAt } from "#shared/meeting/order-keys.ts";

import { randomId } from "../random-id.ts";
import type { SharedText, SharedTextField } from "./shared-text.svelte.ts";

type ActionChange = {
  readonly agreed?: boolean;
  readonly owner?: PersonId | "";
  /** YYYY-MM-DD, or "". */
  readonly due?: string;
  readonly ehcSection?: EhcSection | "";
  readonly actionKind?: ActionKind | "";
  readonly dueBy?: DueWay;
  readonly post?: string;
};

const ROOT = "clauses";
/** Written at the creation of an action, so that no two people ever make one of them at once. */
const ACTION_FIELDS = {
  actionKind: "",
  dueBy: "date",
  post: "",
  planFrom: { sharedText: "" },
  planTo: { sharedText: "" },
  proof: { sharedText: "" },
} as const;
const EMPTY = { status: "notAgreed", agreed: false, owner: "", due: "", ehcSection: "" } as const;

export class AgreementDraft {
  readonly shared: SharedText;

  constructor(shared: SharedText) {
    this.shared = shared;
  }

  /** The draft as the core reads it, for showing and for `freezeDraft`. */
  get tree(): AgreementTree {
    return readDraft(this.shared.entries(ROOT), (root) => this.shared.text(root));
  }

  get issues(): readonly DraftIssue[] {
    return this.tree.issues;
  }

  /** Actions whose issue was taken away while somebody wrote them: show them apart. */
  get orphans(): readonly DraftAction[] {
    return this.tree.orphans;
  }

  /** Clauses that cannot be read; all one can do is take them away. */
  get broken(): readonly string[] {
    return this.tree.broken;
  }

  /** The words of an issue or action, to be written together. */
  field(id: string): SharedTextField {
    return this.shared.entryField(ROOT, id, "text");
  }

  /** A further text of an action; null when the action was written before there was one. */
  actionField(id: string, part: "planFrom" | "planTo" | "proof"): SharedTextField | null {
    return this.shared.hasText(ROOT, id, part) ? this.shared.entryField(ROOT, id, part) : null;
  }

  section(key: SectionKey): SharedTextField {
    return this.shared.rootField(sectionRoot(key));
  }

  /** Adds an issue at the end and returns its id, null when this person may not write. */
  addIssue(text = ""): string | null {
    return this.#add("issue", "", this.issues, text);
  }

  /** Adds an action at the end of an issue and returns its id, null when it cannot. */
  addAction(issue: string, text = ""): string | null {
    const found = this.issues.find(({ id }) => id === issue);
    return found === undefined ? null : this.#add("action", issue, found.actions, text);
  }

  /** Moves an issue, or an action within its issue, by so many places; it stops at the ends. */
  move(id: string, by: number): boolean {
    const { issues } = this.tree;
    const lists: readonly (readonly Ordered[])[] = [issues, ...issues.map((one) => one.actions)];
    const list = lists.find((one) => one.some((clause) => clause.id === id)) ?? [];
    const index = list.findIndex((clause) => clause.id === id);
    const others = list.filter((clause) => clause.id !== id);
    const to = Math.max(0, Math.min(index + by, others.length));
    if (index === -1 || to === index) return false;
    return this.shared.set(ROOT, [...placeAt(others, id, to)]);
  }

  setStatus(issue: string, status: IssueStatus): boolean {
    return this.shared.set(ROOT, [{ id: issue, status }]);
  }

  setAction(id: string, change: ActionChange): boolean {
    return this.shared.set(ROOT, [{ ...change, id }]);
  }

  /** Puts an action without an issue at the end of one. */
  adopt(action: string, issue: string): boolean {
    const found = this.issues.find(({ id }) => id === issue);
    if (found === undefined) return false;
    const places = placeAt(found.actions, action, found.actions.length);
    return this.shared.set(
      ROOT,
      places.map((place) => (place.id === action ? { ...place, parent: issue } : place)),
    );
  }

  /** Takes a clause away; an issue goes with its actions. */
  remove(id: string): boolean {
    const actions = this.issues.find((issue) => issue.id === id)?.actions ?? [];
    return this.shared.remove(ROOT, [id, ...actions.map((action) => action.id)]);
  }

  #add(
    kind: "issue" | "action",
    parent: string,
    list: readonly Ordered[],
    text: string,
  ): string | null {
    const id = randomId("clause");
    const places = placeAt(list, id, list.length);
    const order = places.find((one) => one.id === id)?.order ?? "";
    const more = kind === "action" ? ACTION_FIELDS : {};
    const fields = { ...EMPTY, ...more, kind, parent, order, text: { sharedText: text } };
    const done = this.shared.add(ROOT, id, fields);
    if (places.length > 1) this.shared.set(ROOT, [...places]);
    return done ? id : null;
  }
}
