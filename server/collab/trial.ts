/**
 * A second copy of a document where edits are tried before they are stored. It runs ahead of
 * what people see by exactly the edits on their way to the store; it is thrown away and copied
 * afresh when one of them fails. Nothing in it is ever sent or saved but what it hands out.
 */
import * as Y from "yjs";

import type { DocumentKind } from "#shared/meeting/document-shapes.ts";

import { isWaiting } from "./stored-document.ts";
import { inspectUpdate, type Verdict } from "./update-guard.ts";

/** Roots hold maps, those hold texts: deeper, Yjs' own recursion could be driven over the edge. */
const DEEPEST = 2;

function isTooDeep(item: Y.Item): boolean {
  let depth = 0;
  let at: unknown = item.parent;
  while (at instanceof Y.AbstractType && at.parent !== null && depth <= DEEPEST) {
    depth += 1;
    at = at.parent;
  }
  return depth > DEEPEST;
}

/** Whether anything this transaction brought hangs deeper than our documents go. */
function bringsDepth({ doc, beforeState }: Y.Transaction): boolean {
  for (const [client, structs] of doc.store.clients) {
    const known = beforeState.get(client) ?? 0;
    for (let at = structs.length - 1; at >= 0; at -= 1) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock < known) break;
      if (struct instanceof Y.Item && isTooDeep(struct)) return true;
    }
  }
  return false;
}

export class Trial {
  readonly #kind: DocumentKind;
  #doc: Y.Doc;

  constructor(kind: DocumentKind, from: Y.Doc) {
    this.#kind = kind;
    this.#doc = copyOf(from);
  }

  inspect(bytes: Uint8Array): Verdict {
    return inspectUpdate(bytes, {
      kind: this.#kind,
      clockOf: (client) => Y.getState(this.#doc.store, client),
    });
  }

  /**
   * Applies an inspected edit here and returns what was new in it, encoded afresh, or null when
   * nothing was. Throws when Yjs could not take it whole: then `restart` before going on.
   */
  add(bytes: Uint8Array): Uint8Array | null {
    const news: Uint8Array[] = [];
    const found = { tooDeep: false };
    const take = (update: Uint8Array): void => void news.push(update);
    const look = (transaction: Y.Transaction): void => {
      found.tooDeep = bringsDepth(transaction);
    };
    this.#doc.on("update", take);
    this.#doc.on("afterTransaction", look);
    try {
      Y.applyUpdate(this.#doc, bytes);
    } finally {
      this.#doc.off("update", take);
      this.#doc.off("afterTransaction", look);
    }
    if (found.tooDeep || isWaiting(this.#doc)) throw new Error("not a whole edit");
    const [first, ...more] = news;
    return first === undefined ? null : more.length === 0 ? first : Y.mergeUpdates(news);
  }

  /** Back to `from`, with the edits that are still on their way. */
  restart(from: Y.Doc, onTheWay: readonly Uint8Array[]): void {
    this.#doc.destroy();
    this.#doc = copyOf(from);
    for (const bytes of onTheWay) Y.applyUpdate(this.#doc, bytes);
  }

  destroy(): void {
    this.#doc.destroy();
  }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
