/** An agreement as people write it: clauses and sections put into the shared document. */
import * as Y from "yjs";

import { sectionRoot } from "#shared/meeting/document-shapes.ts";

import { newId } from "../../server/random-ids.ts";

export type Clause = Readonly<Record<string, string | boolean>>;

/** Puts a clause with all its fields; the text is a text of its own. Returns its id. */
function addClause(doc: Y.Doc, fields: Clause): string {
  const id = newId("clause");
  doc.transact(() => {
    const clause = new Y.Map<unknown>();
    for (const [key, value] of Object.entries(fields)) {
      clause.set(key, key === "text" ? new Y.Text(String(value)) : value);
    }
    doc.getMap("clauses").set(id, clause);
  });
  return id;
}

export function addIssue(doc: Y.Doc, text: string, more: Clause = {}): string {
  const empty = { parent: "", owner: "", due: "", ehcSection: "" };
  const issue = { kind: "issue", order: "a0", status: "agreed", agreed: false };
  return addClause(doc, { ...issue, ...empty, text, ...more });
}

/** An agreed action with nothing missing but its owner, unless told. */
export function addAction(doc: Y.Doc, parent: string, text: string, more: Clause = {}): string {
  const action = { kind: "action", order: "a0", status: "agreed", agreed: true, owner: "" };
  return addClause(doc, { ...action, parent, due: "2030-01-31", ehcSection: "F", text, ...more });
}

export function setField(doc: Y.Doc, clause: string, field: string, value: unknown): void {
  const found = doc.getMap<Y.Map<unknown>>("clauses").get(clause);
  if (found === undefined) throw new Error("no such clause");
  found.set(field, value);
}

export function writeSection(doc: Y.Doc, key: "background" | "next", text: string): void {
  doc.getText(sectionRoot(key)).insert(0, text);
}
