/**
 * The documents somebody has open. A document is loaded once however many ask at the same
 * moment, and leaves memory when nobody holds it and all it was given is stored.
 */
import type { Logger } from "pino";

import type { DocumentId } from "#shared/core/ids.ts";
import type { DocumentKind } from "#shared/meeting/document-shapes.ts";

import type { Clock } from "../ports.ts";
import { type DocumentStore, OpenDocument } from "./document.ts";

type Held = { readonly loading: Promise<OpenDocument>; holders: number };

export class OpenDocuments {
  readonly #deps: { readonly store: DocumentStore; readonly clock: Clock; readonly log: Logger };
  readonly #held = new Map<DocumentId, Held>();

  constructor(deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly log: Logger;
  }) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Holds the document until `release`, which must follow even when this rejects. */
  hold(id: DocumentId, kind: DocumentKind): Promise<OpenDocument> {
    const held = this.#held.get(id) ?? {
      loading: OpenDocument.open(id, kind, this.#deps),
      holders: 0,
    };
    held.holders += 1;
    this.#held.set(id, held);
    return held.loading;
  }

  /** Resolves when the document is out of memory or held by somebody else. Never rejects. */
  async release(id: DocumentId): Promise<void> {
    const held = this.#held.get(id);
    if (held === undefined) return;
    held.holders -= 1;
    if (held.holders > 0) return;
    let document: OpenDocument | null = null;
    try {
      document = await held.loading;
      await document.settled();
      await document.compact(1);
    } catch (error) {
      this.#deps.log.error({ err: error, document: id }, "document not closed cleanly");
    }
    if (held.holders > 0 || this.#held.get(id) !== held) return;
    this.#held.delete(id);
    document?.destroy();
  }
}
