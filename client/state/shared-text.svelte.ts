/**
 * One shared document in the browser: its connection, what is saved, who writes where, and the
 * plain frozen values that components show. The Yjs document never leaves this file, is never
 * kept in the browser's storage, and is closed by the page that opened it.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- nothing is shown from these collections */
import { createSubscriber } from "svelte/reactivity";
import * as Y from "yjs";

import type { DocumentId, PersonId } from "#shared/core/ids.ts";
import {
  type CloseReason,
  DOCUMENT_ROOTS,
  type DocumentKind,
} from "#shared/meeting/document-shapes.ts";

import { bindField } from "./shared-text-binding.ts";
import { Line, type LineState, type SocketClass } from "./shared-text-line.ts";
import { Mirror, type PlainEntries } from "./shared-text-mirror.ts";

export type SharedTextOptions = {
  /** ws(s)://host/s/<seat>/docs */
  readonly url: string;
  readonly document: DocumentId;
  readonly kind: DocumentKind;
  /** Whose browser this is. */
  readonly person: PersonId;
  /** What to connect with, where it is not the browser's own WebSocket. */
  readonly socket?: SocketClass;
};

/** Words that never reached the server, to be shown to who wrote them. */
export type UnsentWords = { readonly field: string; readonly text: string };

/** What a component needs to show and edit one text. `bind` is made for Svelte's `@attach`. */
export type SharedTextField = {
  readonly key: string;
  readonly text: string;
  bind(element: HTMLTextAreaElement): () => void;
};

/** A value of an entry: a text to be edited together is given as `sharedText`. */
export type EntryValue = string | number | boolean | { readonly sharedText: string };

export class SharedText {
  readonly person: PersonId;
  readonly #doc = new Y.Doc();
  readonly #line: Line;
  readonly #mirror: Mirror;
  readonly #undo: Y.UndoManager;
  readonly #roots: readonly string[];
  readonly #fields = new Map<string, SharedTextField>();
  readonly #listeners = new Set<() => void>();
  readonly #subscribe = createSubscriber((update) => {
    this.#listeners.add(update);
    return () => this.#listeners.delete(update);
  });

  constructor({ url, document, kind, person, socket }: SharedTextOptions) {
    this.person = person;
    const { maps, texts } = DOCUMENT_ROOTS[kind];
    this.#roots = [...maps, ...texts];
    const roots = [
      ...maps.map((name) => this.#doc.getMap<unknown>(name)),
      ...texts.map((name) => this.#doc.getText(name)),
    ];
    const changed = (): void => {
      this.#notify();
    };
    this.#line = new Line({ url, document, doc: this.#doc, changed, socket });
    this.#mirror = new Mirror(this.#doc, { maps, texts }, (fields, isOwn) => {
      if (isOwn) for (const field of fields) this.#line.ledger.touched(field);
      this.#notify();
    });
    this.#undo = new Y.UndoManager(roots, { trackedOrigins: new Set([this]) });
  }

  /** `closed` is for good: the page must open a new one. `connecting` is before the first time. */
  get status(): LineState {
    this.#subscribe();
    return this.#line.state;
  }

  get closedBecause(): CloseReason | null {
    this.#subscribe();
    return this.#line.closedBecause;
  }

  /** Whether what the person types now is taken: also offline, it is sent on return. */
  get writable(): boolean {
    this.#subscribe();
    return this.#line.mayWrite && this.#line.loaded && this.#line.state !== "closed";
  }

  /** True once the document's text is here. */
  get loaded(): boolean {
    this.#subscribe();
    return this.#line.loaded;
  }

  /** True when the server has stored everything this person did here. */
  get saved(): boolean {
    this.#subscribe();
    return this.#line.saved;
  }

  /**
   * Once this person may write no more: the texts they changed that the server has not stored.
   * Empty before; ask `pending` when the page itself gives the document up.
   */
  get unsent(): readonly UnsentWords[] {
    this.#subscribe();
    const { state, loaded, mayWrite } = this.#line;
    return state === "closed" || (loaded && !mayWrite) ? this.pending() : [];
  }

  /** The texts this person changed that the server has not stored as of now. */
  pending(): readonly UnsentWords[] {
    const { unconfirmed } = this.#line.ledger;
    return unconfirmed.map((field) => ({ field, text: this.#mirror.words(field) }));
  }

  /** The others who have their cursor in a field, each once. */
  writers(field: string): readonly PersonId[] {
    this.#subscribe();
    return this.#line.writers(field).filter((person) => person !== this.person);
  }

  /** Tells the others which field the person is in; null for none. */
  setFocusField(field: string | null): void {
    this.#line.show(field);
  }

  /** Plain, frozen values of a map's entries by id. An entry that did not change is the same. */
  entries(root: string): PlainEntries {
    this.#subscribe();
    return this.#mirror.entries(root);
  }

  /** The words of a root that is one text. */
  text(root: string): string {
    this.#subscribe();
    return this.#rootNamed(root) ? this.#doc.getText(root).toJSON() : "";
  }

  /** A root that is one text, as a field. */
  rootField(root: string): SharedTextField {
    return this.#field(root, () => this.#doc.getText(root));
  }

  /** A text within an entry, as a field; an entry that is gone shows nothing. */
  entryField(root: string, id: string, name: string): SharedTextField {
    return this.#field(`${id}.${name}`, () => {
      const text = this.#entry(root, id)?.get(name);
      return text instanceof Y.Text ? text : null;
    });
  }

  /** Whether an entry has a text of this name. */
  hasText(root: string, id: string, name: string): boolean {
    this.#subscribe();
    return this.#entry(root, id)?.get(name) instanceof Y.Text;
  }

  /** Adds an entry with all its fields. */
  add(root: string, id: string, fields: Readonly<Record<string, EntryValue>>): boolean {
    return this.#edit(() => {
      const entry = new Y.Map<unknown>();
      for (const [name, value] of Object.entries(fields)) {
        entry.set(name, typeof value === "object" ? new Y.Text(value.sharedText) : value);
      }
      this.#doc.getMap(root).set(id, entry);
    });
  }

  /** Sets fields of one or more entries at once; entries that are gone are left out. */
  set(
    root: string,
    changes: readonly {
      readonly id: string;
      readonly [field: string]: string | number | boolean;
    }[],
  ): boolean {
    return this.#edit(() => {
      for (const { id, ...fields } of changes) {
        const entry = this.#entry(root, id);
        for (const [name, value] of Object.entries(fields)) entry?.set(name, value);
      }
    });
  }

  remove(root: string, ids: readonly string[]): boolean {
    return this.#edit(() => {
      for (const id of ids) this.#doc.getMap(root).delete(id);
    });
  }

  /** Puts a paragraph behind the words of a root that is one text. */
  append(root: string, words: string): boolean {
    if (!this.#rootNamed(root)) return false;
    return this.#edit(() => {
      const text = this.#doc.getText(root);
      text.insert(text.length, text.length === 0 ? words : `\n${words}`);
    });
  }

  /** Takes back the person's own last change here, nobody else's. */
  undo(): void {
    if (this.writable) this.#undo.undo();
  }

  redo(): void {
    if (this.writable) this.#undo.redo();
  }

  /** Away from the screen for a while, with all that was typed; `resume` brings it back. */
  rest(): void {
    this.#line.rest();
    this.#notify();
  }

  resume(): void {
    this.#line.resume();
    this.#notify();
  }

  destroy(): void {
    this.#mirror.end();
    this.#undo.destroy();
    this.#line.end();
    this.#doc.destroy();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #rootNamed(root: string): boolean {
    return this.#roots.includes(root);
  }

  #entry(root: string, id: string): Y.Map<unknown> | null {
    const entry = this.#doc.getMap<unknown>(root).get(id);
    return entry instanceof Y.Map ? entry : null;
  }

  #edit(change: () => void): boolean {
    if (!this.writable) return false;
    this.#doc.transact(change, this);
    return true;
  }

  #field(key: string, find: () => Y.Text | null): SharedTextField {
    const known = this.#fields.get(key);
    if (known !== undefined) return known;
    const read = (): string => {
      this.#subscribe();
      return find()?.toJSON() ?? "";
    };
    const bind = (element: HTMLTextAreaElement): (() => void) => {
      const text = find();
      if (text === null) return () => undefined;
      return bindField({
        element,
        text,
        change: (edit) => this.#edit(edit),
        undo: () => {
          this.undo();
        },
        redo: () => {
          this.redo();
        },
        focused: (isFocused) => {
          this.setFocusField(isFocused ? key : null);
        },
      });
    };
    const field: SharedTextField = {
      key,
      get text() {
        return read();
      },
      bind,
    };
    this.#fields.set(key, field);
    return field;
  }
}
